// SupportBot in Azure: one container with its data on a share, an Azure Bot with Teams, a vault for what is secret.
// README.md says what each part costs in limits. main.json is compiled from this: bicep build main.bicep
targetScope = 'resourceGroup'

@description('Begins every name: lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(12)
param name string = 'supportbot'

@description('Region of everything but the bot\'s registration, which is global.')
param location string = resourceGroup().location

@description('The bot\'s image, such as shop.azurecr.io/supportbot:1.0.0; deploymentTemplates/docker makes it.')
param image string

@description('Name of the Azure Container Registry of this resource group that the image lies in; empty where anybody may pull it.')
param registryName string = ''

@description('Ends the name of the app\'s revision. A new one each time restarts the bot; deploy.sh gives the time.')
param revisionSuffix string = ''

@description('Who the bot is to Bot Service: this template\'s managed identity, which has no password, or an app registration of yours.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botAppType string = 'UserAssignedMSI'

@description('App id of the registration; SingleTenant only.')
param botAppId string = ''

@description('Password of the registration; SingleTenant only.')
@secure()
param botAppPassword string = ''

@description('Entra tenant of the bot.')
param tenantId string = tenant().tenantId

@description('F0 is free and answers 10,000 messages a month on premium channels; S1 has no limit.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('What people see in Teams.')
@maxLength(42)
param botDisplayName string = 'SupportBot'

@description('Entra tenants whose people\'s e-mail addresses are believed in Teams.')
param teamsAllowedTenants string[] = [tenantId]

@description('App registration for single sign-on in Teams, with the URI api://botid-BOTAPPID; empty: no sign-on.')
param ssoAppId string = ''

@description('Password of that registration.')
@secure()
param ssoAppSecret string = ''

@description('What the sign-on asks for.')
param ssoScopes string = 'openid profile email'

@description('Azure\'s Direct Line beside the bot\'s own, for clients that must go through Azure.')
param directLineChannel bool = false

@description('The shop signs its customers\' tokens with it (HS256).')
@secure()
@minLength(32)
param webChatSecret string

@description('Origins of pages that may embed the chat, such as https://shop.example')
param webChatAllowedOrigins string[] = []

@description('Names of your own under which the app is reached, beside the one that Azure gives it, such as bot.shop.example')
param hosts string[] = []

@description('The shop\'s database, such as Data Source=/data/orders.db; empty: the sample shop.')
@secure()
param ordersConnectionString string = ''

@description('Who understands and words: a name of the catalog, a file, an https address, or none.')
param llmModel string = 'built-in'

@description('Cores of the container, with 2 GiB of memory for each.')
@allowed(['0.5', '1.0', '2.0'])
param cores string = '1.0'

var port = 8080
var memoryOf = { '0.5': '1Gi', '1.0': '2Gi', '2.0': '4Gi' }
var dataFolder = '/data'
// The user that the image runs as.
var imageUser = '1654'
var usesIdentity = botAppType == 'UserAssignedMSI'
var hasSso = !empty(ssoAppId)
var ssoConnection = 'teams-sso'
var suffix = uniqueString(resourceGroup().id)
var keyVaultSecretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

// Who the container is.

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

var appId = usesIdentity ? identity.properties.clientId : botAppId

// What is secret.

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${suffix}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource webChatSecretEntry 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'webchat-secret'
  properties: { value: webChatSecret }
}

resource botPasswordEntry 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!usesIdentity) {
  parent: vault
  name: 'bot-app-password'
  properties: { value: botAppPassword }
}

resource ordersEntry 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(ordersConnectionString)) {
  parent: vault
  name: 'orders-connection'
  properties: { value: ordersConnectionString }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUser
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: empty(registryName) ? 'none' : registryName
}

resource pullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  scope: registry
  name: guid(registry.id, identity.id, acrPull)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPull
  }
}

// The bot's own files. NFS, because SQLite's locks do not hold on Azure's SMB shares; reached from the bot's network only.

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.42.0.0/24'] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.42.0.0/26'
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
          serviceEndpoints: [{ service: 'Microsoft.Storage' }]
        }
      }
    ]
  }

  resource apps 'subnets' existing = {
    name: 'apps'
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${toLower(replace(name, '-', ''))}${suffix}', 24)
  location: location
  kind: 'FileStorage'
  sku: { name: 'Premium_LRS' }
  properties: {
    // NFS has no TLS; the network rules below stand in its place.
    supportsHttpsTrafficOnly: false
    minimumTlsVersion: 'TLS1_2'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [{ id: network::apps.id }]
    }
  }

  resource files 'fileServices' = {
    name: 'default'
    properties: {
      shareDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource data 'shares' = {
      name: 'data'
      properties: {
        enabledProtocols: 'NFS'
        // So that the folder can be given to the image's user.
        rootSquash: 'NoRootSquash'
        shareQuota: 100
      }
    }
  }
}

// Where it runs.

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: network::apps.id, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }

  resource data 'storages' = {
    name: 'data'
    properties: {
      nfsAzureFile: {
        accessMode: 'ReadWrite'
        server: '${storage.name}.file.${az.environment().suffixes.storage}'
        shareName: '/${storage.name}/${storage::files::data.name}'
      }
    }
  }
}

resource environmentLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

// Settings are those of docs/settings.md.
var plainSettings = [
  { name: 'ASPNETCORE_ENVIRONMENT', value: 'Production' }
  { name: 'ASPNETCORE_URLS', value: 'http://+:${port}' }
  { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' }
  {
    name: 'AllowedHosts'
    value: join(concat(['${name}.${environment.properties.defaultDomain}'], hosts), ';')
  }
  { name: 'SUPPORTBOT_DATA', value: dataFolder }
  { name: 'Llm__Model', value: llmModel }
  { name: 'MicrosoftAppType', value: botAppType }
  { name: 'MicrosoftAppId', value: appId }
  { name: 'MicrosoftAppTenantId', value: tenantId }
  { name: 'WebChat__Secret', secretRef: 'webchat-secret' }
]
var passwordSetting = usesIdentity ? [] : [{ name: 'MicrosoftAppPassword', secretRef: 'bot-app-password' }]
var ordersSetting = empty(ordersConnectionString)
  ? []
  : [{ name: 'ConnectionStrings__Orders', secretRef: 'orders-connection' }]
var ssoSetting = hasSso ? [{ name: 'Teams__ConnectionName', value: ssoConnection }] : []
var tenantSettings = [for (tenant, i) in teamsAllowedTenants: { name: 'Teams__AllowedTenants__${i}', value: tenant }]
var originSettings = [
  for (origin, i) in webChatAllowedOrigins: { name: 'WebChat__AllowedOrigins__${i}', value: origin }
]

var vaultSecrets = concat(
  ['webchat-secret'],
  usesIdentity ? [] : ['bot-app-password'],
  empty(ordersConnectionString) ? [] : ['orders-connection']
)

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      // Not Single: that keeps the old revision until the new one is ready, and that waits for the old one's data folder.
      // deploy.sh stops the old one first.
      activeRevisionsMode: 'Multiple'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'auto'
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: empty(registryName)
        ? []
        : [{ server: '${registryName}${az.environment().suffixes.acrLoginServer}', identity: identity.id }]
      secrets: [
        for secret in vaultSecrets: {
          name: secret
          keyVaultUrl: '${vault.properties.vaultUri}secrets/${secret}'
          identity: identity.id
        }
      ]
    }
    template: {
      revisionSuffix: revisionSuffix
      // A second one would have to share the data folder; the program refuses that.
      scale: { minReplicas: 1, maxReplicas: 1 }
      terminationGracePeriodSeconds: 40
      volumes: [{ name: 'data', storageType: 'NfsAzureFile', storageName: environment::data.name }]
      initContainers: [
        {
          name: 'give-data-folder'
          image: 'mcr.microsoft.com/azurelinux/base/core:3.0'
          command: ['/bin/sh', '-c', 'chown ${imageUser}:${imageUser} ${dataFolder} && chmod 750 ${dataFolder}']
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          volumeMounts: [{ volumeName: 'data', mountPath: dataFolder }]
        }
      ]
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json(cores), memory: memoryOf[cores] }
          env: concat(plainSettings, passwordSetting, ordersSetting, ssoSetting, tenantSettings, originSettings)
          volumeMounts: [{ volumeName: 'data', mountPath: dataFolder }]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 5
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 20
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
    }
  }
  dependsOn: [readsSecrets, pullsImages, webChatSecretEntry, botPasswordEntry, ordersEntry]
}

// How it is reached from Teams.

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${suffix}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: botSku }
  properties: {
    displayName: botDisplayName
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: appId
    msaAppType: botAppType
    msaAppTenantId: tenantId
    msaAppMSIResourceId: usesIdentity ? identity.id : null
    schemaTransformationVersion: '1.3'
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true, acceptedTerms: true, enableCalling: false }
    }
  }

  resource directLine 'channels' = if (directLineChannel) {
    name: 'DirectLineChannel'
    location: 'global'
    properties: {
      channelName: 'DirectLineChannel'
      properties: {
        sites: [
          {
            siteName: 'shop'
            isEnabled: true
            isV1Enabled: false
            isV3Enabled: true
            isSecureSiteEnabled: !empty(webChatAllowedOrigins)
            trustedOrigins: webChatAllowedOrigins
          }
        ]
      }
    }
  }

  resource sso 'connections' = if (hasSso) {
    name: ssoConnection
    location: 'global'
    properties: {
      // Bot Service's number for Azure Active Directory v2.
      serviceProviderId: '30dd229c-58e3-4a48-bdfd-91ec48eb906c'
      serviceProviderDisplayName: 'Azure Active Directory v2'
      clientId: ssoAppId
      clientSecret: ssoAppSecret
      scopes: ssoScopes
      parameters: [
        { key: 'tenantID', value: tenantId }
        { key: 'tokenExchangeUrl', value: 'api://botid-${appId}' }
      ]
    }
  }
}

output chatPage string = 'https://${app.properties.configuration.ingress.fqdn}/'
output domain string = app.properties.configuration.ingress.fqdn
output botAppId string = appId
output tenantId string = tenantId
