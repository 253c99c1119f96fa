using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>One call of a REST service: how it is addressed, which statuses it accepts, and what it throws for the others.</summary>
internal sealed class RestCall
{
    private readonly IRestClient _client;
    private readonly HttpMethod _method;
    private readonly string _operation;
    private readonly StringBuilder _url;
    private object _content;
    private JsonSerializerSettings _contentSettings;
    private string _conversationId;
    private bool _readsHeadersOnly;
    private bool _errorsAreUntyped;
    private Func<HttpStatusCode, bool> _accepts = status => status == HttpStatusCode.OK;

    /// <param name="path">Relative to the service's address; ids in it are escaped by <see cref="Escape"/>.</param>
    /// <param name="operation">The calling method: traces tell its name, without «WithHttpMessagesAsync».</param>
    public RestCall(IRestClient client, HttpMethod method, string path, [CallerMemberName] string operation = null)
    {
        _operation = operation.Replace("WithHttpMessages", string.Empty, StringComparison.Ordinal).Replace("Async", string.Empty, StringComparison.Ordinal);
        _client = client;
        _method = method;
        var service = client.BaseUri.AbsoluteUri;
        _url = new StringBuilder(service);
        if (!service.EndsWith('/'))
        {
            _url.Append('/');
        }

        _url.Append(path);
    }

    public static void Require(object value, string name)
    {
        if (value == null)
        {
            throw new ValidationException(ValidationRules.CannotBeNull, name);
        }
    }

    public static void RequireText(string value, string name) => Require(string.IsNullOrEmpty(value) ? null : value, name);

    public static string Escape(string id) => Uri.EscapeDataString(id);

    public static JsonSerializerSettings CreateSettings(bool forRequests) => new JsonSerializerSettings
    {
        Formatting = forRequests ? Formatting.Indented : Formatting.None,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        NullValueHandling = NullValueHandling.Ignore,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        ContractResolver = new ReadOnlyJsonContractResolver(),
        Converters = new List<JsonConverter> { new Iso8601TimeSpanConverter() },
        MaxDepth = null,
    };

    /// <summary>Adds a parameter, unless it has no value.</summary>
    public RestCall Query(string name, string value)
    {
        if (value != null)
        {
            _url.Append(_url.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Escape(value));
        }

        return this;
    }

    /// <summary>Says in a header, too, which conversation this is about, for proxies that route by it.</summary>
    public RestCall About(string conversationId)
    {
        _conversationId = conversationId;
        return this;
    }

    public RestCall Json(object content, JsonSerializerSettings settings = null)
    {
        _content = content;
        _contentSettings = settings ?? _client.SerializationSettings;
        return this;
    }

    public RestCall Accept(params HttpStatusCode[] statuses)
    {
        _accepts = statuses.Contains;
        return this;
    }

    public RestCall AcceptSuccess()
    {
        _accepts = status => (int)status is >= 200 and < 300;
        return this;
    }

    /// <summary>The service describes this call's errors in no particular form: <see cref="HttpOperationException"/> tells them.</summary>
    public RestCall WithUntypedErrors()
    {
        _errorsAreUntyped = true;
        return this;
    }

    public RestCall ReadHeadersOnly()
    {
        _readsHeadersOnly = true;
        return this;
    }

    /// <summary>Sends the call and reads the JSON that comes back.</summary>
    public Task<HttpOperationResponse<TBody>> SendAsync<TBody>(Dictionary<string, List<string>> headers, CancellationToken ct) =>
        SendAsync(headers, ct, response => ReadJsonAsync<TBody>(response, ct));

    /// <summary>Sends the call and leaves the answer to <paramref name="readAsync"/>.</summary>
    public Task<HttpOperationResponse<TBody>> SendAsync<TBody>(Dictionary<string, List<string>> headers, CancellationToken ct, Func<HttpResponseMessage, Task<TBody>> readAsync) =>
        RunAsync(new HttpOperationResponse<TBody>(), headers, ct, async result => result.Body = await readAsync(result.Response).ConfigureAwait(false));

    /// <summary>Sends the call, whose answer has no body.</summary>
    public Task<HttpOperationResponse> SendAsync(Dictionary<string, List<string>> headers, CancellationToken ct) =>
        RunAsync(new HttpOperationResponse(), headers, ct, _ => Task.CompletedTask);

    public async Task<TBody> ReadJsonAsync<TBody>(HttpResponseMessage response, CancellationToken ct)
    {
        var content = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        try
        {
            return SafeJsonConvert.DeserializeObject<TBody>(content, _client.DeserializationSettings);
        }
        catch (JsonException exception)
        {
            throw new SerializationException("Unable to deserialize the response.", content, exception);
        }
    }

    private async Task<TResult> RunAsync<TResult>(TResult result, Dictionary<string, List<string>> headers, CancellationToken ct, Func<TResult, Task> readAsync)
        where TResult : HttpOperationResponse
    {
        var invocationId = ServiceClientTracing.NextInvocationId.ToString(CultureInfo.InvariantCulture);
        ServiceClientTracing.Enter(invocationId, _client, _operation, new Dictionary<string, object> { ["content"] = _content, ["cancellationToken"] = ct });
        try
        {
            await SendAsync(result, invocationId, headers, ct).ConfigureAwait(false);
            await readAsync(result).ConfigureAwait(false);
            ServiceClientTracing.Exit(invocationId, result);
            return result;
        }
        catch (Exception exception)
        {
            ServiceClientTracing.Error(invocationId, exception);
            result.Dispose();
            throw;
        }
    }

    private async Task SendAsync(HttpOperationResponse result, string invocationId, Dictionary<string, List<string>> headers, CancellationToken ct)
    {
        var request = new HttpRequestMessage(_method, new Uri(_url.ToString()));
        result.Request = request;
        foreach (var header in headers ?? new Dictionary<string, List<string>>())
        {
            request.Headers.Remove(header.Key);
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (_conversationId != null)
        {
            request.Headers.TryAddWithoutValidation(ConversationConstants.ConversationIdHttpHeaderName, _conversationId);
        }

        string requestContent = null;
        if (_content != null)
        {
            requestContent = SafeJsonConvert.SerializeObject(_content, _contentSettings);
            request.Content = new StringContent(requestContent, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        }

        ct.ThrowIfCancellationRequested();
        if (_client.Credentials != null)
        {
            await _client.Credentials.ProcessHttpRequestAsync(request, ct).ConfigureAwait(false);
        }

        var completion = _readsHeadersOnly ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        ServiceClientTracing.SendRequest(invocationId, request);
        result.Response = await _client.HttpClient.SendAsync(request, completion, ct).ConfigureAwait(false);
        ServiceClientTracing.ReceiveResponse(invocationId, result.Response);
        if (!_accepts(result.Response.StatusCode))
        {
            throw await CreateErrorAsync(result, requestContent, ct).ConfigureAwait(false);
        }
    }

    private async Task<Exception> CreateErrorAsync(HttpOperationResponse result, string requestContent, CancellationToken ct)
    {
        var message = $"Operation returned an invalid status code '{result.Response.StatusCode}'";
        var content = await result.Response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var request = new HttpRequestMessageWrapper(result.Request, requestContent);
        var response = new HttpResponseMessageWrapper(result.Response, content);
        return _errorsAreUntyped
            ? new HttpOperationException(message) { Request = request, Response = response }
            : new ErrorResponseException(message) { Request = request, Response = response, Body = ReadError(content) };
    }

    private ErrorResponse ReadError(string content)
    {
        try
        {
            return SafeJsonConvert.DeserializeObject<ErrorResponse>(content, _client.DeserializationSettings);
        }
        catch (JsonException)
        {
            // A proxy on the way may have answered; the text itself is in the exception's Response.
            return null;
        }
    }
}
