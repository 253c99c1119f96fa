using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.DirectLine;

/// <summary>The connector of the embedded Direct Line, in this process: a <c>ConnectorClient</c> over this handler, with
/// <see cref="DirectLineChannel.ServiceUrl"/> as its base, calls what it would call on Bot Service.</summary>
internal sealed class DirectLineConnector(
    BotDatabase database, DirectLineConversations conversations, DirectLineActivities activities, DirectLineStreams streams, TimeProvider time)
    : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The address is the URN with a path hung on; only the path from v3 on means anything here.
        var address = request.RequestUri?.OriginalString ?? "";
        var path = address[Math.Max(0, address.IndexOf("v3/", StringComparison.Ordinal))..];
        var segments = path.Split('?')[0].Split('/').Select(Uri.UnescapeDataString).ToArray();

        if (segments is not ["v3", "conversations", var conversationId, .. var rest])
            return Error(HttpStatusCode.MethodNotAllowed, "BadArgument", "The embedded Direct Line starts no conversations for the bot; customers do.");
        if (await conversations.FindAsync(conversationId, cancellationToken) is not { } conversation)
            return Error(HttpStatusCode.NotFound, "ConversationNotFound", "There is no such conversation.");

        return (request.Method.Method, rest) switch
        {
            ("POST", ["activities"]) => await SendAsync(conversation, null, request, cancellationToken),
            ("POST", ["activities", "history"]) => await SendHistoryAsync(conversation, request, cancellationToken),
            ("POST", ["activities", var replyTo]) => await SendAsync(conversation, replyTo, request, cancellationToken),
            ("PUT", ["activities", var activityId]) => await UpdateAsync(conversation, activityId, request, cancellationToken),
            ("GET", ["members"] or ["activities", _, "members"]) => Json(HttpStatusCode.OK, Members(conversation)),
            ("GET", ["pagedmembers"]) => Json(HttpStatusCode.OK, new JObject { ["members"] = Members(conversation) }),
            ("GET", ["members", var memberId]) => Members(conversation).FirstOrDefault(member => (string?)member["id"] == memberId) is { } found
                ? Json(HttpStatusCode.OK, found)
                : Error(HttpStatusCode.NotFound, "MemberNotFoundInConversation", "There is no such member."),
            _ => Error(HttpStatusCode.MethodNotAllowed, "BadArgument", "Direct Line has no such operation."),
        };
    }

    private async Task<HttpResponseMessage> SendAsync(
        DirectLineConversation conversation, string? replyTo, HttpRequestMessage request, CancellationToken ct)
    {
        var body = await ReadAsync(request, ct);
        return body is null
            ? Error(HttpStatusCode.BadRequest, "BadSyntax", "The body must be an activity.")
            : Id(await SendAsync(conversation, replyTo, body, ct));
    }

    private async Task<HttpResponseMessage> SendHistoryAsync(DirectLineConversation conversation, HttpRequestMessage request, CancellationToken ct)
    {
        var body = await ReadAsync(request, ct);
        if (body?["activities"] is not JArray history || history.Any(entry => entry is not JObject))
            return Error(HttpStatusCode.BadRequest, "BadSyntax", "The body must be a transcript.");
        var last = "";
        foreach (var entry in history.Cast<JObject>().ToArray())
            last = await SendAsync(conversation, null, entry, ct);
        return Id(last);
    }

    /// <returns>The id that clients know the activity by.</returns>
    private async Task<string> SendAsync(DirectLineConversation conversation, string? replyTo, JObject activity, CancellationToken ct)
    {
        var outboxId = (string?)activity["id"];
        if (replyTo is not null && activity["replyToId"] is null)
            activity["replyToId"] = replyTo;
        FitForClients(conversation, activity);

        if (IsNotForClients(activity))
            return outboxId ?? NewId(conversation);

        if ((string?)activity["type"] == "typing")
        {
            var id = outboxId ?? NewId(conversation);
            activity["id"] = id;
            var now = time.GetUtcNow();
            activity["timestamp"] = JsonPlace.Timestamp(now);
            // Web Chat takes first pieces, which have no stream id, for pieces of one stream and puts each before the last, unless it is told their place.
            if (activity["channelData"] is JObject { Count: > 0 } data)
                data["webchat:sequence-id"] = now.ToUnixTimeMilliseconds();
            streams.Pass(conversation.Id, DirectLineActivities.Text(activity));
            return id;
        }

        var text = DirectLineActivities.TextWithoutPlace(activity);
        var logged = await database.WriteAsync(
            (transaction, token) => activities.AppendAsync(transaction, conversation.Id, Key(outboxId), text, token), ct)
            ?? throw new InvalidOperationException("The conversation vanished while a reply was on its way.");
        if (logged.IsNew)
            streams.Logged(conversation.Id, logged.Sequence);
        return logged.Id;
    }

    private async Task<HttpResponseMessage> UpdateAsync(
        DirectLineConversation conversation, string activityId, HttpRequestMessage request, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } activity)
            return Error(HttpStatusCode.BadRequest, "BadSyntax", "The body must be an activity.");
        FitForClients(conversation, activity);
        var text = DirectLineActivities.TextWithoutPlace(activity);
        var logged = await database.WriteAsync(
            (transaction, token) => activities.ReplaceAsync(transaction, conversation.Id, activityId, Key(activityId)!, text, token), ct);
        if (logged is null)
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation", "There is no such activity.");
        if (logged.IsNew)
            streams.Logged(conversation.Id, logged.Sequence);
        return Id(logged.Id);
    }

    /// <summary>The outbox sends a reply again when it was killed before it saw our answer; its id tells.</summary>
    private static string? Key(string? outboxId) => string.IsNullOrEmpty(outboxId) ? null : "bot:" + outboxId;

    private static string NewId(DirectLineConversation conversation) => $"{conversation.Id}|{Guid.NewGuid():N}";

    private static void FitForClients(DirectLineConversation conversation, JObject activity)
    {
        activity.Remove("serviceUrl");
        activity.Remove("recipient");
        activity["channelId"] = DirectLineChannel.Id;
        activity["conversation"] = new JObject { ["id"] = conversation.Id };
        var name = (string?)(activity["from"] as JObject)?["name"] ?? DirectLineChannel.BotName;
        activity["from"] = new JObject { ["id"] = DirectLineChannel.BotId, ["name"] = name, ["role"] = "bot" };
        // Clients show no names of senders; the page says below an agent's message whose it is.
        if ((string?)activity["type"] == "message" && name != DirectLineChannel.BotName)
            activity["channelData"] = new JObject(activity["channelData"] as JObject ?? []) { ["agentName"] = name };
    }

    /// <summary>Traces are for the Emulator, and the transcript in a handoff is for agents.</summary>
    private static bool IsNotForClients(JObject activity) =>
        (string?)activity["type"] is "trace" or "invokeResponse"
        || ((string?)activity["type"] == "event" && ((string?)activity["name"])?.StartsWith("handoff.", StringComparison.Ordinal) == true);

    private static JArray Members(DirectLineConversation conversation)
    {
        var bot = new JObject { ["id"] = DirectLineChannel.BotId, ["name"] = DirectLineChannel.BotName, ["role"] = "bot" };
        return conversation.UserId is null
            ? [bot]
            : [new JObject { ["id"] = conversation.UserId, ["name"] = conversation.UserName, ["role"] = "user" }, bot];
    }

    private static async Task<JObject?> ReadAsync(HttpRequestMessage request, CancellationToken ct) =>
        request.Content is null ? null : DirectLineBody.Parse(await request.Content.ReadAsByteArrayAsync(ct)).Value;

    private static HttpResponseMessage Id(string id) => Json(HttpStatusCode.OK, new JObject { ["id"] = id });

    private static HttpResponseMessage Error(HttpStatusCode status, string code, string message) =>
        Json(status, new JObject { ["error"] = new JObject { ["code"] = code, ["message"] = message } });

    private static HttpResponseMessage Json(HttpStatusCode status, JToken body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString(Newtonsoft.Json.Formatting.None)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return new HttpResponseMessage(status) { Content = content };
    }
}
