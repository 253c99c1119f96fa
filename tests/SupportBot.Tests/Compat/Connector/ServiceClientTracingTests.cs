using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace SupportBot.Tests.Compat.Connector;

public class ServiceClientTracingTests
{
    [Theory]
    [InlineData(HttpStatusCode.OK, "exit HttpOperationResponse`1")]
    [InlineData(HttpStatusCode.NotFound, "error ErrorResponseException")]
    public async Task ServiceClientTracing_Enabled_FollowsTheCall(HttpStatusCode status, string end)
    {
        using var client = new ConnectorClient(new Uri("https://service"), new TokenCredentials(), new RecordingHandler(status, "{}").CreateClient(), disposeHttpClient: true);
        var trace = new Trace(client);
        ServiceClientTracing.AddTracingInterceptor(trace);
        ServiceClientTracing.IsEnabled = true;
        try
        {
            await Record.ExceptionAsync(() => client.Conversations.UpdateActivityAsync("c", "a", new Activity()));
        }
        finally
        {
            Assert.True(ServiceClientTracing.RemoveTracingInterceptor(trace));
            ServiceClientTracing.IsEnabled = false;
        }

        Assert.Equal(["enter UpdateActivity", "send PUT", $"receive {status}", end], trace.Seen);
        Assert.False(ServiceClientTracing.RemoveTracingInterceptor(trace));
    }

    /// <summary>Tracing is process-wide: this one heeds the calls of one client only.</summary>
    private sealed class Trace(object client) : IServiceClientTracingInterceptor
    {
        private string? _id;

        public List<string> Seen { get; } = [];

        public void Configuration(string source, string name, string value) => Seen.Add("configuration");

        public void Information(string message) => Seen.Add("information");

        public void EnterMethod(string invocationId, object instance, string method, IDictionary<string, object> parameters)
        {
            if (ReferenceEquals(instance, client))
            {
                _id = invocationId;
                See(invocationId, $"enter {method}");
            }
        }

        public void SendRequest(string invocationId, HttpRequestMessage request) => See(invocationId, $"send {request.Method}");

        public void ReceiveResponse(string invocationId, HttpResponseMessage response) => See(invocationId, $"receive {response.StatusCode}");

        public void TraceError(string invocationId, Exception exception) => See(invocationId, $"error {exception.GetType().Name}");

        public void ExitMethod(string invocationId, object returnValue) => See(invocationId, $"exit {returnValue.GetType().Name}");

        private void See(string invocationId, string what)
        {
            if (invocationId == _id)
            {
                Seen.Add(what);
            }
        }
    }
}
