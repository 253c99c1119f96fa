using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;

namespace Microsoft.Bot.Builder.OAuth;

/// <summary>Makes connector clients for a service URL and an audience. Stands for <c>Microsoft.Bot.Builder.OAuth.IConnectorClientBuilder</c>.</summary>
public interface IConnectorClientBuilder
{
    Task<IConnectorClient> CreateConnectorClientAsync(string serviceUrl, ClaimsIdentity claimsIdentity, string audience, CancellationToken cancellationToken = default);
}
