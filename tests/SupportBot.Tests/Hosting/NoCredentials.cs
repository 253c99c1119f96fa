using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;

namespace SupportBot.Tests.Hosting;

/// <summary>Checks who calls the bot as in production, and calls out without a token: Microsoft's login can't be reached from a test.</summary>
internal sealed class NoCredentials(string appId) : ServiceClientCredentialsFactory
{
    public override Task<bool> IsValidAppIdAsync(string id, CancellationToken cancellationToken) => Task.FromResult(id == appId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string id, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(MicrosoftAppCredentials.Empty);
}
