using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Acquires access tokens. Stands for <c>Microsoft.Bot.Connector.Authentication.IAuthenticator</c>.</summary>
public interface IAuthenticator
{
    Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false);
}
