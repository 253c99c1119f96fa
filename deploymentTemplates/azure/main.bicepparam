// What deploy.sh deploys with: everything comes from the environment, so that no secret stands in a file or a command line.
using './main.bicep'

param name = readEnvironmentVariable('NAME', 'supportbot')
param image = readEnvironmentVariable('IMAGE')
param registryName = readEnvironmentVariable('REGISTRY', '')
param revisionSuffix = readEnvironmentVariable('REVISION_SUFFIX', '')

param webChatSecret = readEnvironmentVariable('WEBCHAT_SECRET')
param webChatAllowedOrigins = empty(readEnvironmentVariable('SHOP_ORIGINS', ''))
  ? []
  : split(readEnvironmentVariable('SHOP_ORIGINS', ''), ' ')
param hosts = empty(readEnvironmentVariable('BOT_HOSTS', '')) ? [] : split(readEnvironmentVariable('BOT_HOSTS', ''), ' ')
param ordersConnectionString = readEnvironmentVariable('ORDERS', '')
param llmModel = readEnvironmentVariable('LLM_MODEL', 'built-in')

param botAppType = readEnvironmentVariable('BOT_APP_TYPE', 'UserAssignedMSI')
param botAppId = readEnvironmentVariable('BOT_APP_ID', '')
param botAppPassword = readEnvironmentVariable('BOT_APP_PASSWORD', '')
param ssoAppId = readEnvironmentVariable('SSO_APP_ID', '')
param ssoAppSecret = readEnvironmentVariable('SSO_APP_SECRET', '')
param directLineChannel = bool(readEnvironmentVariable('DIRECT_LINE', 'false'))
