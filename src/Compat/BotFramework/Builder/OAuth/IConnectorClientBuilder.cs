using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;

namespace Microsoft.Bot.Builder.OAuth;

/// <summary>An adapter that makes connector clients. Stands for <c>Microsoft.Bot.Builder.OAuth.IConnectorClientBuilder</c>.</summary>
public interface IConnectorClientBuilder
{
    Task<IConnectorClient> CreateConnectorClientAsync(string serviceUrl, ClaimsIdentity claimsIdentity, string audience, CancellationToken cancellationToken = default);
}
