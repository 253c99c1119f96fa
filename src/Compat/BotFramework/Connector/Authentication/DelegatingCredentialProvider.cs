using System;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Shows a credentials factory to code that asks a credential provider.</summary>
internal sealed class DelegatingCredentialProvider(ServiceClientCredentialsFactory factory) : ICredentialProvider
{
    public Task<bool> IsValidAppIdAsync(string appId) => factory.IsValidAppIdAsync(appId, CancellationToken.None);

    public Task<bool> IsAuthenticationDisabledAsync() => factory.IsAuthenticationDisabledAsync(CancellationToken.None);

    public Task<string> GetAppPasswordAsync(string appId) => throw new NotSupportedException("A credentials factory keeps its secrets.");
}
