using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>The Azure templates, read by the Bicep compiler, which also works out what a deployment would make. Nothing is
/// sent to Azure.</summary>
public sealed partial class AzureTemplateTests : IDisposable
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string SsoApp = "99999999-8888-7777-6666-555555555555";
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities/supportbot-identity";

    private static readonly string Templates = Path.Combine(TemplateTools.Templates, "azure");
    private static readonly string MainBicep = Path.Combine(Templates, "main.bicep");
    private static readonly string Bicep = typeof(AzureTemplateTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    private static readonly Dictionary<string, string> Least = new()
    {
        ["IMAGE"] = "ghcr.io/shop/supportbot:1.0.0",
        ["WEBCHAT_SECRET"] = "web-chat-value-web-chat-value-web-chat-value",
    };

    private static readonly Dictionary<string, string> Most = new(Least)
    {
        ["REGISTRY"] = "shop",
        ["SHOP_ORIGINS"] = "https://shop.example https://www.shop.example",
        ["ORDERS"] = "Data Source=/data/orders-value.db",
        ["BOT_APP_TYPE"] = "SingleTenant",
        ["BOT_APP_ID"] = "33333333-2222-1111-0000-999999999999",
        ["BOT_APP_PASSWORD"] = "bot-password-value",
        ["SSO_APP_ID"] = SsoApp,
        ["SSO_APP_SECRET"] = "sso-secret-value",
        ["DIRECT_LINE"] = "true",
        ["REVISION_SUFFIX"] = "v1",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MainJson_IsWhatTheCompilerMakesOfMainBicep()
    {
        var compiled = WithoutGenerator(await TemplateTools.PrintedAsync(Bicep, "build", MainBicep, "--stdout"));
        var committed = WithoutGenerator(await File.ReadAllTextAsync(Path.Combine(Templates, "main.json")));

        Assert.True(JToken.DeepEquals(compiled, committed), "main.json is out of date: bicep build deploymentTemplates/azure/main.bicep");
    }

    [Fact]
    public async Task Lint_OfTheTemplates_FindsNothing()
    {
        var (exitCode, output, errors) = await TemplateTools.RunAsync(Bicep, "lint", MainBicep);
        Assert.Equal((0, "", ""), (exitCode, output.Trim(), errors.Trim()));

        (exitCode, output, errors) = await TemplateTools.RunAsync(Start(Least, "lint", Path.Combine(Templates, "main.bicepparam")));
        Assert.Equal((0, "", ""), (exitCode, output.Trim(), errors.Trim()));
    }

    [Fact]
    public async Task Deployment_WithTheLeast_HasNoPasswordAnywhereAndIsClosed()
    {
        var made = await DeployAsync(Least);

        var app = made.Single("Microsoft.App/containerApps");
        Assert.EndsWith(Identity, Assert.Single(app["identity"]!["userAssignedIdentities"]!.Children<JProperty>()).Name, StringComparison.Ordinal);
        Assert.Equal("UserAssigned", (string?)app["identity"]!["type"]);
        var ingress = app.SelectToken("properties.configuration.ingress")!;
        Assert.Equal((true, false), ((bool)ingress["external"]!, (bool)ingress["allowInsecure"]!));
        Assert.Equal((1, 1), ((int)app.SelectToken("properties.template.scale.minReplicas")!, (int)app.SelectToken("properties.template.scale.maxReplicas")!));

        var bot = made.Single("Microsoft.BotService/botServices")["properties"]!;
        Assert.Equal(("UserAssignedMSI", Tenant), ((string?)bot["msaAppType"], (string?)bot["msaAppTenantId"]));
        Assert.EndsWith(Identity, (string?)bot["msaAppMSIResourceId"], StringComparison.Ordinal);
        Assert.Contains(Identity, (string?)bot["msaAppId"], StringComparison.Ordinal);
        Assert.Equal("MsTeamsChannel", (string?)made.Single("Microsoft.BotService/botServices/channels").SelectToken("properties.channelName"));
        Assert.Empty(made.All("Microsoft.BotService/botServices/connections"));

        var vault = made.Single("Microsoft.KeyVault/vaults")["properties"]!;
        Assert.Equal((true, true), ((bool)vault["enableRbacAuthorization"]!, (bool)vault["enablePurgeProtection"]!));
        // Who may read the vault's secrets, and nobody else may do anything.
        var role = made.Single("Microsoft.Authorization/roleAssignments");
        Assert.EndsWith("4633458b-17de-408a-b874-0445c86b69e6", (string?)role.SelectToken("properties.roleDefinitionId"), StringComparison.Ordinal);
        Assert.Contains("Microsoft.KeyVault/vaults/", (string?)role["id"], StringComparison.Ordinal);
        Assert.Contains(Identity, (string?)role.SelectToken("properties.principalId"), StringComparison.Ordinal);

        Assert.Single(made.All("Microsoft.OperationalInsights/workspaces"));
        Assert.EndsWith("supportbot-logs", (string?)made.Single("Microsoft.Insights/diagnosticSettings").SelectToken("properties.workspaceId"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deployment_WithTheMost_HasWhatWasAskedFor()
    {
        var made = await DeployAsync(Most);

        Assert.Equal(["DirectLineChannel", "MsTeamsChannel"], made.All("Microsoft.BotService/botServices/channels").Select(channel => (string)channel.SelectToken("properties.channelName")!).Order(StringComparer.Ordinal));
        var site = Assert.Single(made.All("Microsoft.BotService/botServices/channels").Select(channel => channel.SelectToken("properties.properties.sites[0]")).OfType<JObject>());
        Assert.Equal(["https://shop.example", "https://www.shop.example"], site["trustedOrigins"]!.Values<string>());
        var bot = made.Single("Microsoft.BotService/botServices")["properties"]!;
        Assert.Equal(("SingleTenant", Most["BOT_APP_ID"]), ((string?)bot["msaAppType"], (string?)bot["msaAppId"]));
        Assert.Null((string?)bot["msaAppMSIResourceId"]);

        var connection = made.Single("Microsoft.BotService/botServices/connections");
        Assert.EndsWith("/teams-sso", (string?)connection["name"], StringComparison.Ordinal);
        Assert.Equal(SsoApp, (string?)connection.SelectToken("properties.clientId"));
        var parameters = connection.SelectToken("properties.parameters")!.ToDictionary(parameter => (string)parameter["key"]!, parameter => (string)parameter["value"]!);
        // The URI that the Teams manifest names as its resource.
        Assert.Equal((Tenant, $"api://botid-{Most["BOT_APP_ID"]}"), (parameters["tenantID"], parameters["tokenExchangeUrl"]));
        Assert.Contains("\"api://botid-${{BOT_ID}}\"", await File.ReadAllTextAsync(Path.Combine(TemplateTools.Templates, "teams", "manifest.json")), StringComparison.Ordinal);

        Assert.Contains(made.All("Microsoft.Authorization/roleAssignments"), role => ((string)role["id"]!).Contains("Microsoft.ContainerRegistry/registries/shop/", StringComparison.Ordinal));
        Assert.Equal("v1", (string?)made.Single("Microsoft.App/containerApps").SelectToken("properties.template.revisionSuffix"));
    }

    [Fact]
    public async Task Settings_OfTheContainer_AreThoseThatTheProgramReads()
    {
        var least = SettingsOf(await DeployAsync(Least));
        var most = SettingsOf(await DeployAsync(Most));

        Assert.All(least.Concat(most), setting => Assert.True(KnownSettings.Has(setting.Name), setting.Name));
        Assert.Equal("webchat-secret", least.Single(setting => setting.Name == "WebChat__Secret").Secret);
        Assert.Equal(Tenant, least.Single(setting => setting.Name == "Teams__AllowedTenants__0").Value);
        Assert.DoesNotContain(least, setting => setting.Name is "MicrosoftAppPassword" or "ConnectionStrings__Orders" or "Teams__ConnectionName");

        Assert.Equal("bot-app-password", most.Single(setting => setting.Name == "MicrosoftAppPassword").Secret);
        Assert.Equal("orders-connection", most.Single(setting => setting.Name == "ConnectionStrings__Orders").Secret);
        Assert.Equal("teams-sso", most.Single(setting => setting.Name == "Teams__ConnectionName").Value);
        Assert.Equal("https://www.shop.example", most.Single(setting => setting.Name == "WebChat__AllowedOrigins__1").Value);
        Assert.Equal("true", most.Single(setting => setting.Name == "ASPNETCORE_FORWARDEDHEADERS_ENABLED").Value);
    }

    [Fact]
    public async Task Secrets_OfADeployment_AreInTheVaultOnly()
    {
        var template = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(Templates, "main.json")));
        var secure = template["parameters"]!.Children<JProperty>().Where(parameter => (string?)parameter.Value["type"] == "securestring").ToList();
        Assert.Equal(["botAppPassword", "ordersConnectionString", "ssoAppSecret", "webChatSecret"], secure.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        Assert.All(secure, parameter => Assert.True((string?)parameter.Value["defaultValue"] is null or ""));

        var made = await DeployAsync(Most);
        Assert.All(new[] { "WEBCHAT_SECRET", "BOT_APP_PASSWORD", "ORDERS", "SSO_APP_SECRET" }, name => Assert.DoesNotContain(Most[name], made.Text, StringComparison.Ordinal));
        // Only the vault's entries and Bot Service's sign-in take a secret's value; elsewhere it is at most asked whether there is one.
        foreach (var use in made.Resources.SelectMany(resource => resource.DescendantsAndSelf().OfType<JValue>()).Where(value => value.Type == JTokenType.String && secure.Exists(parameter => ValueOf((string)value!, parameter.Name))))
        {
            var resource = (string)use.Ancestors().OfType<JObject>().Last(ancestor => ancestor["type"] is not null)["type"]!;
            Assert.True(resource is "Microsoft.KeyVault/vaults/secrets" or "Microsoft.BotService/botServices/connections", $"{resource}: {use}");
        }

        var outputs = template["outputs"]!.ToString();
        Assert.DoesNotContain("list", outputs, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secure, parameter => outputs.Contains(parameter.Name, StringComparison.Ordinal));
        Assert.DoesNotContain("listKeys", template.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Probes_OfTheContainer_AskWhatTheProgramAnswers()
    {
        await using var bot = await BotHost.StartAsync(_folder.Path);
        var container = (await DeployAsync(Least)).Single("Microsoft.App/containerApps").SelectToken("properties.template.containers[0]")!;

        Assert.Equal(["Liveness", "Readiness", "Startup"], container["probes"]!.Select(probe => (string)probe["type"]!).Order(StringComparer.Ordinal));
        foreach (var probe in container["probes"]!)
        {
            using var answer = await bot.Http.GetAsync(new Uri((string)probe.SelectToken("httpGet.path")!, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            // Container Apps takes no more.
            Assert.InRange((int)probe["failureThreshold"]!, 1, 10);
        }

        Assert.Equal("/health/ready", (string?)container["probes"]!.Single(probe => (string?)probe["type"] == "Readiness").SelectToken("httpGet.path"));
    }

    [Fact]
    public async Task Ports_UserAndDataFolder_AreThoseOfTheImage()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var made = await DeployAsync(Least);
        var app = made.Single("Microsoft.App/containerApps")["properties"]!;
        var port = dockerfile.Final.All("EXPOSE").Single().Arguments.Single();
        var settings = SettingsOf(made).ToDictionary(setting => setting.Name, setting => setting.Value);

        Assert.Equal(port, (string?)app.SelectToken("configuration.ingress.targetPort"));
        Assert.All(app.SelectTokens("template.containers[0].probes[*].httpGet.port"), probed => Assert.Equal(port, (string?)probed));
        Assert.All(new[] { "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "SUPPORTBOT_DATA" }, name => Assert.Equal(dockerfile.Environment[name], settings[name]));
        Assert.Equal(settings["SUPPORTBOT_DATA"], (string?)app.SelectToken("template.containers[0].volumeMounts[0].mountPath"));
        Assert.Contains($"chown {dockerfile.Final.All("USER").Single().Arguments.Single()} {settings["SUPPORTBOT_DATA"]} ", (string?)app.SelectToken("template.initContainers[0].command[2]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataFolder_LiesOnAShareWhoseLocksHold()
    {
        var made = await DeployAsync(Least);

        // SQLite's locks do not hold on SMB.
        Assert.Equal(["NFS", "NoRootSquash"], made.Single("Microsoft.Storage/storageAccounts/fileServices/shares")["properties"]!.Children<JProperty>().Where(property => property.Name is "enabledProtocols" or "rootSquash").Select(property => (string)property.Value!));
        Assert.NotNull(made.Single("Microsoft.App/managedEnvironments/storages").SelectToken("properties.nfsAzureFile"));
        Assert.Equal("NfsAzureFile", (string?)made.Single("Microsoft.App/containerApps").SelectToken("properties.template.volumes[0].storageType"));
        // NFS knows no passwords: the network is the lock.
        var storage = made.Single("Microsoft.Storage/storageAccounts")["properties"]!;
        Assert.Equal("Deny", (string?)storage.SelectToken("networkAcls.defaultAction"));
        Assert.Equal((string?)made.Single("Microsoft.App/managedEnvironments").SelectToken("properties.vnetConfiguration.infrastructureSubnetId"), (string?)storage.SelectToken("networkAcls.virtualNetworkRules[0].id"));
    }

    private static JObject WithoutGenerator(string json)
    {
        var template = JObject.Parse(json);
        Assert.True(((JObject)template["metadata"]!).Remove("_generator"));
        return template;
    }

    /// <summary>Whether an expression yields the parameter's value, rather than whether it is empty.</summary>
    private static bool ValueOf(string expression, string parameter) =>
        expression.Replace($"empty(parameters('{parameter}'))", "", StringComparison.Ordinal).Contains($"parameters('{parameter}')", StringComparison.Ordinal);

    private static List<(string Name, string? Value, string? Secret)> SettingsOf(Deployment made)
    {
        var env = (string)made.Single("Microsoft.App/containerApps").SelectToken("properties.template.containers[0].env")!;
        // Which optional settings there are depends on secrets, whose values the compiler leaves open; it has settled the rest.
        return [.. Setting().Matches(env).Where(match => !match.Groups["if"].Success || made.Given.ContainsKey("ORDERS")).Select(match => (
            match.Groups["name"].Value,
            match.Groups["value"].Success ? match.Groups["value"].Value : null,
            match.Groups["secret"].Success ? match.Groups["secret"].Value : null))];
    }

    private static ProcessStartInfo Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Bicep, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>What the compiler expects a deployment with these variables to make.</summary>
    private async Task<Deployment> DeployAsync(Dictionary<string, string> environment)
    {
        foreach (var file in new[] { "main.bicep", "main.bicepparam", "bicepconfig.json" })
            File.Copy(Path.Combine(Templates, file), _folder.File(file), overwrite: true);
        await TemplateTools.PrintedAsync(Start(
            environment, "snapshot", _folder.File("main.bicepparam"), "--mode", "overwrite", "--tenant-id", Tenant,
            "--subscription-id", "00000000-1111-2222-3333-444444444444", "--resource-group", "shop", "--location", "westeurope"));
        return new Deployment(await File.ReadAllTextAsync(_folder.File("main.snapshot.json")), environment);
    }

    private sealed record Deployment(string Text, Dictionary<string, string> Given)
    {
        public IReadOnlyList<JObject> Resources { get; } = [.. JObject.Parse(Text)["predictedResources"]!.Cast<JObject>()];

        public JObject Single(string type) => All(type).Single();

        public IEnumerable<JObject> All(string type) => Resources.Where(resource => (string?)resource["type"] == type);
    }

    [GeneratedRegex(@"(?<if>if\(empty\(parameters\('ordersConnectionString'\)\), createArray\(\), createArray\()?createObject\('name', '(?<name>\w+)', ('value', ('(?<value>[^']*)'|reference\([^)]*\)\.\w+)|'secretRef', '(?<secret>[\w-]+)')\)")]
    private static partial Regex Setting();
}
