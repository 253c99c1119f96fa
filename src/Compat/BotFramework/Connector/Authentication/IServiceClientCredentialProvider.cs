using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A credential provider that also hands out credentials. Stands for <c>Microsoft.Bot.Connector.Authentication.IServiceClientCredentialProvider</c>.</summary>
public interface IServiceClientCredentialProvider : ICredentialProvider
{
    ServiceClientCredentials GetCredentials();
}
