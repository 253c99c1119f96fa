using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using SupportBot.Channels.BotFramework;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>Settings that leave a door open or a channel dead stop the application, which says which and how to mend it.</summary>
public sealed class StartupRefusalTests : IDisposable
{
    private const string App = "00000000-0000-4000-8000-00000000c0c0";
    private const string Tenant = "00000000-0000-4000-8000-00000000d0d0";
    private const string Shop = "WebChat:Secret=0123456789-0123456789-0123456789";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("MicrosoftAppTenantId is missing", "MicrosoftAppType=SingleTenant", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppPassword is missing", "MicrosoftAppType=SingleTenant", "MicrosoftAppId=" + App, "MicrosoftAppTenantId=" + Tenant)]
    [InlineData("MicrosoftAppPassword is missing", "MicrosoftAppType=MultiTenant", "MicrosoftAppId=" + App)]
    [InlineData("MicrosoftAppPassword is missing", "MicrosoftAppId=" + App)]
    [InlineData("MicrosoftAppPassword is missing", "MicrosoftAppId=" + App, "MicrosoftAppPassword=  ")]
    [InlineData("MicrosoftAppTenantId is missing", "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppId=" + App)]
    [InlineData("MicrosoftAppId is missing", "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppTenantId=" + Tenant, Shop)]
    [InlineData("MicrosoftAppId is missing", "MicrosoftAppType=SingleTenant", "MicrosoftAppTenantId=" + Tenant, Shop)]
    [InlineData("MicrosoftAppId is missing", "MicrosoftAppPassword=x", Shop)]
    [InlineData("A managed identity has no password", "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppId=" + App, "MicrosoftAppTenantId=" + Tenant, "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppId must be the app id", "MicrosoftAppId=my-bot", "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppTenantId must be a tenant's id", "MicrosoftAppType=SingleTenant", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x", "MicrosoftAppTenantId=common")]
    [InlineData("MicrosoftAppTenantId must be a tenant's id", "MicrosoftAppType=SingleTenant", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x", "MicrosoftAppTenantId=https://contoso.test/")]
    [InlineData("MicrosoftAppTenantId is set, but MicrosoftAppType is not", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x", "MicrosoftAppTenantId=" + Tenant)]
    [InlineData("MicrosoftAppType is 'Single'", "MicrosoftAppType=Single", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppType is '1'", "MicrosoftAppType=1", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("ChannelService is 'https://botframework.azure.us/'", "ChannelService=https://botframework.azure.us/", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("BotFramework:OpenIdMetadata must be an https address", "BotFramework:OpenIdMetadata=http://login.test/keys", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("WebChat:Secret must have at least 32 bytes", "WebChat:Secret=0123456789012345678901234567890")]
    [InlineData("WebChat:Secret and WebChat:JwksUri are both set", Shop, "WebChat:JwksUri=https://shop.test/keys")]
    [InlineData("WebChat:JwksUri must be an https address", "WebChat:JwksUri=http://shop.test/keys")]
    [InlineData("WebChat:JwksUri must be an https address", "WebChat:JwksUri=keys.json")]
    [InlineData("WebChat:PreviousSecret must have at least 32 bytes", Shop, "WebChat:PreviousSecret=short")]
    [InlineData("WebChat:PreviousSecret is the same as WebChat:Secret", Shop, "WebChat:PreviousSecret=0123456789-0123456789-0123456789")]
    [InlineData("The field SessionLifetime must be between 00:30:00 and 30.00:00:00", Shop, "WebChat:SessionLifetime=00:29:00")]
    [InlineData("The field SessionLifetime must be between 00:30:00 and 30.00:00:00", Shop, "DirectLine:SessionLifetime=31.00:00:00")]
    [InlineData("PreviousSecret must be a string or array type with a minimum length of '32'", Shop, "DirectLine:Secret=0123456789-0123456789-0123456789", "DirectLine:PreviousSecret=short")]
    [InlineData("DirectLine:PreviousSecret counts beside DirectLine:Secret only", Shop, "DirectLine:PreviousSecret=0123456789-0123456789-0123456789")]
    [InlineData("DirectLine:PreviousSecret is the same as DirectLine:Secret", Shop, "DirectLine:Secret=0123456789-0123456789-0123456789", "DirectLine:PreviousSecret=0123456789-0123456789-0123456789")]
    [InlineData("WebChat:AllowedOrigins: '*'", Shop, "WebChat:AllowedOrigins:0=*")]
    [InlineData("WebChat:AllowedOrigins: 'https://*.shop.test'", Shop, "WebChat:AllowedOrigins:0=https://*.shop.test")]
    [InlineData("WebChat:AllowedOrigins: 'https://shop.test/'", Shop, "WebChat:AllowedOrigins:0=https://shop.test/")]
    [InlineData("WebChat:AllowedOrigins: 'https://shop.test/chat'", Shop, "WebChat:AllowedOrigins:0=https://shop.test/chat")]
    [InlineData("WebChat:AllowedOrigins: 'ftp://shop.test'", Shop, "WebChat:AllowedOrigins:0=ftp://shop.test")]
    [InlineData("The field DoneMarks must be between 2.00:00:00 and 3653.00:00:00", Shop, "Retention:DoneMarks=1.00:00:00")]
    [InlineData("The field Conversations must be between 1.00:00:00 and 3653.00:00:00", Shop, "Retention:Conversations=00:00:00")]
    [InlineData("The field BatchRows must be between 1 and 10000", Shop, "Retention:BatchRows=0")]
    public async Task Start_ASettingThatCannotWork_IsNamedWithHowToMendIt(string words, params string[] settings)
    {
        foreach (var environment in new[] { "Production", "Development" })
        {
            var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
                BotHost.StartAsync(_data.Path, null, [$"--environment={environment}", .. settings.Select(setting => "--" + setting)]));

            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("authenticated: MultiTenant, public cloud", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x")]
    [InlineData("authenticated: multitenant, public cloud", "MicrosoftAppType=multitenant", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x", "MicrosoftAppTenantId=" + Tenant)]
    [InlineData("authenticated: SingleTenant, public cloud", "MicrosoftAppType=SingleTenant", "MicrosoftAppId=" + App, "MicrosoftAppPassword=x", "MicrosoftAppTenantId=contoso.onmicrosoft.com")]
    [InlineData("authenticated: UserAssignedMSI, US government cloud", "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppId=" + App, "MicrosoftAppTenantId=" + Tenant, "ChannelService=https://botframework.azure.us")]
    [InlineData("off: set MicrosoftAppId", Shop)]
    [InlineData("off: set MicrosoftAppId", "WebChat:Secret=ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄ", "WebChat:AllowedOrigins:0=https://shop.test", "WebChat:AllowedOrigins:1=http://localhost:8080")]
    public async Task Ready_SettingsThatWork_SaysWhetherMessagesAreAuthenticated(string words, params string[] settings)
    {
        await using var bot = await BotHost.StartAsync(_data.Path, null, ["--environment=Production", .. settings.Select(setting => "--" + setting)]);

        var messages = JObject.Parse(await bot.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)))["messages"]!;

        var isAuthenticated = words.StartsWith("authenticated", StringComparison.Ordinal);
        Assert.Equal(words, (string?)messages["detail"]);
        Assert.Equal((isAuthenticated, isAuthenticated), ((bool)messages["mapped"]!, (bool)messages["authenticated"]!));
    }

    [Fact]
    public async Task Ready_DevelopmentWithoutAnAppId_SaysThatNobodyIsAuthenticated()
    {
        // Templates of Bot Framework projects have these lines, empty but for the type.
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--MicrosoftAppType=MultiTenant", "--MicrosoftAppId=", "--MicrosoftAppPassword=");

        var messages = JObject.Parse(await bot.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)))["messages"]!;

        Assert.Equal("no authentication: Development without MicrosoftAppId", (string?)messages["detail"]);
        Assert.Equal((true, false), ((bool)messages["mapped"]!, (bool)messages["authenticated"]!));
    }

    [Theory]
    [InlineData("MicrosoftAppId must be the app id", "MicrosoftAppId", "my-bot", "MicrosoftAppPassword", "x")]
    [InlineData("WebChat:Secret must have at least 32 bytes", "WebChat:Secret", "short")]
    public async Task Serve_ASettingThatCannotWork_EndsWithWordsAndNoStackTrace(string words, params string[] settings)
    {
        var (exitCode, output, errors) = await BotProcess.RunAsync(
            _data.Path, "", ["--urls", "http://127.0.0.1:0", .. settings.Select((part, i) => i % 2 == 0 ? "--" + part : part)]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("SupportBot can't start: ", errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", 1)]
    [InlineData("Development", 0)]
    public async Task Start_DevelopmentCustomerOutsideDevelopment_IsSaidToBeWithoutEffect(string environment, int warnings)
    {
        using var logs = new LogRecords();
        await using var bot = await BotHost.StartAsync(_data.Path, logs.Listen, "--environment=" + environment, "--" + Shop, "--Identity:DevelopmentCustomer=6");

        Assert.Equal(warnings, logs.Of("LogWithoutEffect").Count());
        Assert.Empty(logs.Of("LogOpenToOthers"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:3978", false)]
    [InlineData("http://[::]:3978", false)]
    [InlineData("http://*:3978", false)]
    [InlineData("http://+:80", false)]
    [InlineData("https://192.0.2.7:443", false)]
    [InlineData("http://bot.shop.test:80", false)]
    [InlineData("http://localhost.shop.test:80", false)]
    [InlineData("http://localhost:3978", true)]
    [InlineData("http://127.0.0.1:3978", true)]
    [InlineData("http://127.0.0.53:3978", true)]
    [InlineData("http://[::1]:3978", true)]
    [InlineData("http://unix:/run/bot.sock", true)]
    public void Warnings_InDevelopment_NameTheAddressesThatOthersReach(string address, bool isOfThisMachine)
    {
        using var server = new ListeningOn(address);
        foreach (var environment in new[] { Environments.Development, Environments.Production })
        {
            using var logs = new LogRecords();
            using var factory = new LoggerFactory([logs]);
            var warnings = new AccessWarnings(server, new NamedEnvironment(environment), Options.Create(new IdentityOptions()), factory.CreateLogger<AccessWarnings>());

            warnings.Say();

            var isOpen = !isOfThisMachine && environment == Environments.Development;
            Assert.Equal(isOpen ? [address] : [], warnings.OpenToOthers);
            Assert.Equal(isOpen, logs.Of("LogOpenToOthers").Any(text => text.StartsWith("DANGER", StringComparison.Ordinal) && text.Contains(address, StringComparison.Ordinal)));
        }
    }

    private sealed class ListeningOn : IServer
    {
        public ListeningOn(string address)
        {
            var addresses = new ServerAddressesFeature();
            addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class NamedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "SupportBot";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
