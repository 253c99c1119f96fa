using Microsoft.Bot.Builder.BotFramework;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;

namespace SupportBot.Tests.Compat.Integration;

public sealed class ConfigurationServiceClientCredentialFactoryTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, "", "", null)]
    [InlineData(null, "app", "secret", null)]
    [InlineData("MultiTenant", "app", "secret", "tenant")]
    [InlineData("nonsense", "app", "secret", null)]
    [InlineData("SingleTenant", "app", "secret", "tenant")]
    [InlineData("singletenant", "app", "secret", "tenant")]
    [InlineData("UserAssignedMSI", "app", null, "tenant")]
    public async Task New_Complete_KnowsItsApp(string? type, string? appId, string? password, string? tenant)
    {
        var factory = new ConfigurationServiceClientCredentialFactory(Settings(type, appId, password, tenant));

        Assert.Equal(string.IsNullOrEmpty(appId), await factory.IsAuthenticationDisabledAsync(default));
        Assert.True(await factory.IsValidAppIdAsync(appId, default));
    }

    [Theory]
    [InlineData("SingleTenant", null, "secret", "tenant")]
    [InlineData("SingleTenant", "app", null, "tenant")]
    [InlineData("SingleTenant", "app", "secret", null)]
    [InlineData("UserAssignedMSI", "", null, "tenant")]
    [InlineData("UserAssignedMSI", "app", null, "")]
    [InlineData("UserAssignedMSI", "app", "secret", "tenant")]
    public void New_Incomplete_IsRefused(string type, string? appId, string? password, string? tenant) =>
        Assert.Throws<ArgumentException>(() => new ConfigurationServiceClientCredentialFactory(Settings(type, appId, password, tenant)));

    [Theory]
    [InlineData("MultiTenant", "secret", "https://login.microsoftonline.com/botframework.com")]
    [InlineData("SingleTenant", "secret", "https://login.microsoftonline.com/tenant")]
    public async Task CreateCredentials_AsksTheRightTenant(string type, string password, string endpoint)
    {
        var factory = new ConfigurationServiceClientCredentialFactory(Settings(type, "app", password, "tenant"));

        var credentials = (AppCredentials)await factory.CreateCredentialsAsync("app", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, default);

        Assert.Equal(endpoint, credentials.OAuthEndpoint);
    }

    [Fact]
    public async Task CreateCredentials_ManagedIdentity_NeedsNoPassword()
    {
        var factory = new ConfigurationServiceClientCredentialFactory(Settings("UserAssignedMSI", "app", null, "tenant"));

        Assert.IsType<ManagedIdentityAppCredentials>(await factory.CreateCredentialsAsync("app", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, default));
    }

    [Fact]
    public async Task Providers_ReadTheSameSettings()
    {
        var settings = Settings(null, "app", "secret", null);

        Assert.Equal("secret", await new ConfigurationCredentialProvider(settings).GetAppPasswordAsync("app"));
        Assert.True(new ConfigurationChannelProvider(settings).IsPublicAzure());
    }

    private static IConfiguration Settings(string? type, string? appId, string? password, string? tenant) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["MicrosoftAppType"] = type,
        ["MicrosoftAppId"] = appId,
        ["MicrosoftAppPassword"] = password,
        ["MicrosoftAppTenantId"] = tenant,
    }).Build();
}
