using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Rest;

/// <summary>What a client shows to the service that it calls. Stands for <c>Microsoft.Rest.ServiceClientCredentials</c>.</summary>
public abstract class ServiceClientCredentials
{
    public virtual void InitializeServiceClient<T>(ServiceClient<T> client)
        where T : ServiceClient<T>
    {
    }

    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.CompletedTask;
}
