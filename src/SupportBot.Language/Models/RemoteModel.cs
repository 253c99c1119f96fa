using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Http.Resilience;
using OpenAI;
using Polly;

namespace SupportBot.Language.Models;

/// <summary>A model behind an OpenAI-compatible endpoint (llama.cpp's server, vLLM, Ollama, Azure OpenAI).</summary>
internal static class RemoteModel
{
    private const int Retries = 2;

    /// <param name="endpoint">Up to the version: «https://host/v1»; without a path «/v1» is taken.</param>
    /// <param name="circuit">Hears how calls end, and leaves the model out while it fails.</param>
    public static IChatClient Create(Uri endpoint, LlmOptions options, ModelCircuit circuit, TimeProvider time)
    {
        var client = new OpenAIClient(
            new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey),
            new OpenAIClientOptions
            {
                Endpoint = endpoint.AbsolutePath == "/" ? new Uri(endpoint, "v1") : endpoint,
                Transport = new HttpClientPipelineTransport(new HttpClient(Handler(options)) { Timeout = Timeout.InfiniteTimeSpan }),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = options.ComposeTimeout + options.UnderstandTimeout,
            });
        return new GuardedChatClient(client.GetChatClient(options.RemoteModel).AsIChatClient(), circuit, time);
    }

    /// <summary>Tries again what may pass, within the time that a customer waits at most.</summary>
    private static ResilienceHandler Handler(LlmOptions options)
    {
        var longest = options.UnderstandTimeout > options.ComposeTimeout ? options.UnderstandTimeout : options.ComposeTimeout;
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddTimeout(longest)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
                BackoffType = DelayBackoffType.Exponential
            })
            .AddTimeout(longest / 2)
            .Build();
        return new ResilienceHandler(pipeline)
        {
            InnerHandler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) },
        };
    }
}
