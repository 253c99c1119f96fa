using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SupportBot.Core.Orders;

namespace SupportBot.Hosting.Orders;

/// <summary>
/// Asks a shop's own service: HTTPS, a bearer token, and where a secret is set a signature: <c>X-SupportBot-Timestamp</c> (Unix
/// seconds) and <c>X-SupportBot-Signature: sha256=…</c>, the hexadecimal HMAC-SHA256 of «timestamp.GET.path». One that fails is
/// asked again once, and one that goes on failing is left alone for a while.
/// </summary>
internal sealed partial class OrdersApiClient : IOrdersApi, IOrdersCheck, IDisposable
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly OrdersApiOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<OrdersApiClient> _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public OrdersApiClient(OrdersApiOptions options, TimeProvider time, ILogger<OrdersApiClient> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        var failed = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
            .HandleResult(response => response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new() { ShouldHandle = failed, MaxRetryAttempts = 1, Delay = Pause, UseJitter = true })
            .AddCircuitBreaker(new() { ShouldHandle = failed, FailureRatio = 0.8, MinimumThroughput = 6, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = Break })
            .AddTimeout(options.CallTimeout)
            .Build();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(options.Url!.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBytes,
        };
    }

    /// <exception cref="StartupException">The address can't be used.</exception>
    public static OrdersApiOptions? OptionsOf(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = new OrdersApiOptions();
        configuration.GetSection(OrdersOptions.Section).Bind(options);
        if (options.Url is not { } url)
            return null;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && (url.IsLoopback || environment.IsDevelopment()))))
            throw new StartupException($"Orders:Url is «{url}»; write the https address of the shop's service (http only on this machine).");
        if (string.IsNullOrWhiteSpace(options.ApiKey) && string.IsNullOrWhiteSpace(options.SigningSecret) && !environment.IsDevelopment())
            throw new StartupException("Orders:Url is set, and nothing shows the shop's service who asks. Set Orders:ApiKey (sent as a bearer token) or Orders:SigningSecret.");
        return options;
    }

    public async Task<JsonElement?> GetAsync(string path, CancellationToken ct)
    {
        try
        {
            using var response = await _pipeline.ExecuteAsync(async token => await _http.SendAsync(Request(path), token), ct);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new OrdersUnavailableException($"The shop's service {_http.BaseAddress} answered {(int)response.StatusCode}. {Advice(response.StatusCode)}");
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            using var json = await JsonDocument.ParseAsync(body, default, ct);
            return json.RootElement.Clone();
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException)
        {
            throw new OrdersUnavailableException($"The shop's service {_http.BaseAddress} {InWords(error)}", error);
        }
    }

    public void Refused(string what) => LogRefused(what);

    /// <summary>Asks for nobody: any answer but an error shows that it is there.</summary>
    public async Task<OrdersSchemaReport> RunAsync(CancellationToken ct)
    {
        try
        {
            await GetAsync("customers/-", ct);
            return new([$"the shop's service {_http.BaseAddress}"], [], []);
        }
        catch (OrdersUnavailableException error)
        {
            return new([], [error.Message], []);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!string.IsNullOrWhiteSpace(_options.ApiKey))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        if (!string.IsNullOrWhiteSpace(_options.SigningSecret))
        {
            var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signed = $"{timestamp}.GET.{new Uri(_http.BaseAddress!, path).AbsolutePath}";
            request.Headers.Add("X-SupportBot-Timestamp", timestamp);
            request.Headers.Add("X-SupportBot-Signature", "sha256=" + Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.SigningSecret), Encoding.UTF8.GetBytes(signed))));
        }
        return request;
    }

    private string InWords(Exception error) => error switch
    {
        TimeoutRejectedException => $"did not answer within {_options.CallTimeout.TotalSeconds:0.#} s.",
        BrokenCircuitException => "failed several times and is left alone for a moment.",
        JsonException => "answered something that is no JSON.",
        _ => $"can't be reached: {error.Message}",
    };

    private static string Advice(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? "Check Orders:ApiKey and Orders:SigningSecret." : "Its log tells more.";

    [LoggerMessage(LogLevel.Error, "The shop's service answered with {What}; that is not used")]
    private partial void LogRefused(string what);
}
