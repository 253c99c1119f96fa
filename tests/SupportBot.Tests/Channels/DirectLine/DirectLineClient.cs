using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>What a client sees in an answer.</summary>
public sealed record Answer(HttpStatusCode Status, JObject Body, HttpResponseHeaders Headers)
{
    public string? ErrorCode => (string?)Body["error"]?["code"];

    public string this[string name] => (string)Body[name]!;
}

/// <summary>Speaks Direct Line as written, without the manners of a real client.</summary>
public sealed class DirectLineClient(HttpClient http)
{
    private readonly HashSet<string> _opened = [];

    public string ConversationId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public string? Token { get; set; }

    public string StreamUrl { get; private set; } = "";

    /// <summary>A client in a started conversation of a sample customer.</summary>
    public static async Task<DirectLineClient> StartAsync(RunningHost host, string customerId = "6")
    {
        var client = await SignInAsync(host, customerId);
        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync()).Status);
        return client;
    }

    /// <summary>A client with a token, whose conversation isn't started.</summary>
    public static Task<DirectLineClient> SignInAsync(RunningHost host, string customerId = "6") => SignInAsync(host.Http, customerId);

    /// <inheritdoc cref="SignInAsync(RunningHost, string)"/>
    public static async Task<DirectLineClient> SignInAsync(HttpClient http, string customerId = "6")
    {
        var session = await new DirectLineClient(http).SendAsync(HttpMethod.Post, "/api/webchat/session", $$"""{"customerId":"{{customerId}}"}""");
        Assert.Equal(HttpStatusCode.OK, session.Status);
        return Of(http, session.Body);
    }

    /// <summary>Comes back to the conversation with a fresh token, as a page does that was closed over night.</summary>
    public async Task ReturnAsync(string customerId = "6")
    {
        Token = null;
        var session = await SendAsync(HttpMethod.Post, "/api/webchat/session", $$"""{"customerId":"{{customerId}}","conversationId":"{{ConversationId}}"}""");
        Assert.Equal(HttpStatusCode.OK, session.Status);
        Token = session["token"];
    }
    /// <summary>A client with what a session answered.</summary>
    public static DirectLineClient Of(HttpClient http, JObject session) =>
        new(http) { Token = (string)session["token"]!, ConversationId = (string)session["conversationId"]!, UserId = (string)session["userId"]! };

    /// <summary>The same client on a server that was started anew.</summary>
    public DirectLineClient At(HttpClient restarted) => new(restarted) { ConversationId = ConversationId, UserId = UserId, Token = Token };

    public async Task<Answer> StartAsync(string body = "{}")
    {
        var answer = await SendAsync(HttpMethod.Post, "/v3/directline/conversations", body);
        if (answer.Body["streamUrl"] is not null)
            StreamUrl = answer["streamUrl"];
        return answer;
    }

    public Task<Answer> ReconnectAsync(string watermark) =>
        SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}?watermark={watermark}");

    public Task<Answer> PostAsync(string activity) =>
        SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{ConversationId}/activities", activity);

    public Task<Answer> SayAsync(string text, string? clientActivityId = null) =>
        PostAsync(new JObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["from"] = new JObject { ["id"] = UserId },
            ["channelData"] = clientActivityId is null ? null : new JObject { ["clientActivityID"] = clientActivityId },
        }.ToString());

    public Task<Answer> ReadAsync(string watermark = "") =>
        SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}/activities?watermark={watermark}");

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, content);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, Parse(await response.Content.ReadAsStringAsync()), response.Headers);
    }

    /// <summary>Opens the stream, or another from the same place: an address counts once.</summary>
    public async Task<DirectLineStream> OpenStreamAsync()
    {
        if (!_opened.Add(StreamUrl))
        {
            var watermark = StreamUrl.Split("watermark=")[1].Split('&')[0];
            StreamUrl = (await ReconnectAsync(watermark))["streamUrl"];
            _opened.Add(StreamUrl);
        }

        return await DirectLineStream.OpenAsync(StreamUrl);
    }

    public static JObject Parse(string json)
    {
        if (json.Length == 0)
            return [];
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = null };
        return JObject.Load(reader);
    }
}

/// <summary>An open stream.</summary>
public sealed class DirectLineStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JObject> _waiting = new();

    public string Watermark { get; private set; } = "";

    public static async Task<DirectLineStream> OpenAsync(string url)
    {
        var stream = new DirectLineStream();
        using var patience = new CancellationTokenSource(Patience);
        await stream._socket.ConnectAsync(new Uri(url), patience.Token);
        return stream;
    }

    /// <summary>The next frame that holds something, or <c>null</c> when the server closed the stream.</summary>
    public async Task<JObject?> NextFrameAsync()
    {
        string? text;
        do
        {
            text = await NextTextAsync();
        }
        while (text is "");
        return text is null ? null : DirectLineClient.Parse(text);
    }

    /// <summary>The next frame as it came, an empty one too, or <c>null</c> when the server closed the stream.</summary>
    public async Task<string?> NextTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return part.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(frame.ToArray());
    }

    /// <summary>The next activity, whatever frame it comes in.</summary>
    public async Task<JObject> NextAsync()
    {
        while (_waiting.Count == 0)
        {
            var frame = await NextFrameAsync() ?? throw new InvalidOperationException("The stream was closed.");
            Watermark = (string?)frame["watermark"] ?? Watermark;
            foreach (var activity in frame["activities"]!.Cast<JObject>())
                _waiting.Enqueue(activity);
        }

        return _waiting.Dequeue();
    }

    public async Task<IReadOnlyList<JObject>> NextAsync(int count)
    {
        var activities = new List<JObject>();
        while (activities.Count < count)
            activities.Add(await NextAsync());
        return activities;
    }

    public async Task PingAsync() => await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
