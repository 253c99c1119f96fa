using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Knows the app ids and passwords of this bot. Stands for <c>Microsoft.Bot.Connector.Authentication.ICredentialProvider</c>.</summary>
public interface ICredentialProvider
{
    Task<bool> IsValidAppIdAsync(string appId);

    Task<string> GetAppPasswordAsync(string appId);

    Task<bool> IsAuthenticationDisabledAsync();
}
