using System.Net.Http.Headers;
using Microsoft.Rest;

namespace SupportBot.Tests.Compat.Connector;

internal sealed class TokenCredentials : ServiceClientCredentials
{
    public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token-1");
        return Task.CompletedTask;
    }
}
