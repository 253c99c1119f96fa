using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;

namespace SupportBot.Channels.DirectLine;

/// <summary>Takes what users send. Echo and inbox are written in one transaction before the client hears 200; the echo is on its
/// way before the bot's turn can answer it, because Web Chat holds a reply to something it doesn't know yet.</summary>
internal sealed class DirectLineReceiver(
    BotDatabase database, DirectLineActivities activities, DirectLineUploads uploads, DirectLineStreams streams, TurnQueue turns, HandoffNotifier lines,
    TimeProvider time)
{
    private const int MaxShortText = 200;

    /// <summary>What waits in memory for each stream rather than in the log.</summary>
    private const int MaxPassing = 16 * 1024;

    /// <summary>Less than the time that clients wait for an answer, 20 s.</summary>
    private static readonly TimeSpan InvokePatience = TimeSpan.FromSeconds(15);

    /// <summary>Tells the bot that the conversation began, once, as soon as it is known with whom.</summary>
    /// <returns><c>true</c> when this call began it.</returns>
    public async Task<bool> StartAsync(DirectLineConversation conversation, string? userId, string? userName, string? locale, CancellationToken ct)
    {
        var started = await database.WriteAsync(
            (transaction, token) => StartAsync(transaction, conversation.Id, userId, userName, locale, token), ct);
        if (started)
            turns.Wake(KeyOf(conversation));
        return started;
    }

    /// <summary>Takes one activity of a user. The same <c>clientActivityID</c> again changes nothing and gets the same id.</summary>
    /// <param name="activity">As it came; changed into what clients see.</param>
    /// <param name="upload">What the activity links to; kept with it or not at all.</param>
    public async Task<IResult> ReceiveAsync(
        DirectLineConversation conversation, string? userId, JObject activity, Upload upload, CancellationToken ct)
    {
        if (UserActivity.Refusal(activity) is { } refusal)
            return refusal;
        var (sender, nobody) = SenderOf(conversation, userId, activity);
        if (sender is null)
            return nobody!;

        Address(activity, conversation, sender);
        var kind = (string)activity["type"]!;
        if (kind == ActivityTypes.Typing)
            return await PassAsync(conversation, activity, ct);
        var echo = DirectLineActivities.TextWithoutPlace(activity);
        if (ForBot(activity) is not { } forBot)
            return DirectLineError.BadArgument("A property of the activity has the wrong type, or the activity is too large.");
        return UserActivity.IsInvoke(kind)
            ? await InvokeAsync(conversation, sender, forBot, ct)
            : await LogAsync(conversation, sender, new(RetryKey(activity), echo, forBot, upload), ct);
    }

    private static (Sender? Sender, IResult? Refusal) SenderOf(DirectLineConversation conversation, string? userId, JObject activity)
    {
        var from = activity["from"] as JObject;
        userId ??= conversation.UserId;
        var isClaimed = userId is null;
        userId ??= ShortText(from, "id");
        if (userId is null)
            return (null, DirectLineError.MissingProperty("The activity needs a from.id."));
        // Such ids stand for whom a token vouches for; this caller's vouches for nobody.
        return isClaimed && DirectLineConversations.IsReserved(userId)
            ? (null, DirectLineError.Forbidden("A from.id that starts with dl_ must be that of the token's user."))
            : (new Sender(userId, conversation.UserName ?? ShortText(from, "name")), null);
    }

    /// <summary>Writes what the channel says over what the client says; everything else stays as it came.</summary>
    private static void Address(JObject activity, DirectLineConversation conversation, Sender sender)
    {
        activity.Remove("serviceUrl");
        activity.Remove("recipient");
        activity.Remove("callerId");
        // Replies go over the stream, whatever else the client would like; otherwise nobody would see them.
        activity.Remove("deliveryMode");
        activity["channelId"] = DirectLineChannel.Id;
        activity["conversation"] = new JObject { ["id"] = conversation.Id };
        var from = new JObject { ["id"] = sender.Id };
        if (sender.Name is not null)
            from["name"] = sender.Name;
        from["role"] = RoleTypes.User;
        activity["from"] = from;
    }

    /// <summary>Typing goes to whoever listens, and is kept nowhere.</summary>
    private async Task<IResult> PassAsync(DirectLineConversation conversation, JObject activity, CancellationToken ct)
    {
        activity["id"] = $"{conversation.Id}|{Guid.NewGuid():N}";
        activity["timestamp"] = JsonPlace.Timestamp(time.GetUtcNow());
        var passing = DirectLineActivities.Text(activity);
        if (passing.Length > MaxPassing)
            return DirectLineError.TooLarge("An activity of the type typing must not be as large.");
        streams.Pass(conversation.Id, passing);
        await lines.TypingAsync(KeyOf(conversation), ct);
        return Results.Ok(new { id = (string?)activity["id"] });
    }

    /// <summary>Writes echo, files and inbox in one transaction.</summary>
    private async Task<IResult> LogAsync(DirectLineConversation conversation, Sender sender, Sent sent, CancellationToken ct)
    {
        IResult? full = null;
        var logged = await database.WriteAsync(async (transaction, token) =>
        {
            full = await uploads.RefusalAsync(transaction, conversation.Id, sent.Upload, token);
            if (full is not null)
                return null;
            await StartAsync(transaction, conversation.Id, sender.Id, sender.Name, null, token);
            var echo = await activities.AppendAsync(transaction, conversation.Id, sent.RetryKey, sent.Echo, token);
            if (echo is { IsNew: true })
            {
                await uploads.AddAsync(transaction, conversation.Id, sent.Upload, token);
                await turns.AddAsync(transaction, sent.ForBot.At(echo.Id, echo.At), token);
            }

            return echo;
        }, ct);
        if (full is not null)
            return full;
        if (logged is null)
            return DirectLineError.NotFound("There is no such conversation.");

        if (logged.IsNew)
        {
            streams.Logged(conversation.Id, logged.Sequence);
            turns.Wake(KeyOf(conversation));
        }

        return Results.Ok(new { id = logged.Id });
    }

    /// <summary>Asks the bot at once and tells whether it could. Web Chat shows its sign-in button when it couldn't. No
    /// client sees an invoke, and no log keeps it: it carries what signs the customer in.</summary>
    private async Task<IResult> InvokeAsync(
        DirectLineConversation conversation, Sender sender, StorableActivity invoke, CancellationToken ct)
    {
        invoke = invoke.At($"{conversation.Id}|{Guid.NewGuid():N}", time.GetUtcNow());
        await StartAsync(conversation, sender.Id, sender.Name, null, ct);
        using var patience = new CancellationTokenSource(InvokePatience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var response = await turns.AddAndWaitAsync(invoke, audience: null, limit.Token);
            return response.Status is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices
                ? Results.Ok(new { id = invoke.Activity.Id })
                : DirectLineError.Bot("BotRejectedActivity", "The bot did not take the invoke.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DirectLineError.Bot("BotError", "The bot did not answer in time.");
        }
    }

    private async Task<bool> StartAsync(
        DbTransaction transaction, string conversationId, string? userId, string? userName, string? locale, CancellationToken ct)
    {
        if (await DirectLineConversations.StartAsync(transaction, conversationId, userId, userName, locale, ct) is not { } conversation)
            return false;
        var user = new ChannelAccount(conversation.UserId, conversation.UserName, role: RoleTypes.User);
        return await turns.AddAsync(
            transaction,
            StorableActivity.Of(new Activity
            {
                Type = ActivityTypes.ConversationUpdate,
                Id = $"{conversation.Id}|0000000",
                Timestamp = time.GetUtcNow(),
                ChannelId = DirectLineChannel.Id,
                ServiceUrl = DirectLineChannel.ServiceUrl,
                From = user,
                Recipient = Bot(),
                Conversation = new ConversationAccount(id: conversation.Id),
                MembersAdded = [user, Bot()],
                Locale = KnownCultures.NameOf(conversation.Locale),
            }),
            ct);
    }

    /// <param name="activity">Without an id and a timestamp.</param>
    /// <returns><c>null</c> when its properties have types that no activity has.</returns>
    private static StorableActivity? ForBot(JObject activity)
    {
        try
        {
            var read = ActivityJson.Read(activity);
            read.ServiceUrl = DirectLineChannel.ServiceUrl;
            read.Recipient = Bot();
            return StorableActivity.Of(read);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ConversationKey KeyOf(DirectLineConversation conversation) => new(DirectLineChannel.Id, conversation.Id);

    private static ChannelAccount Bot() => new(DirectLineChannel.BotId, DirectLineChannel.BotName, role: RoleTypes.Bot);

    private static string? RetryKey(JObject activity) =>
        ShortText(activity["channelData"] as JObject, "clientActivityID") is { } id ? "client:" + id : null;

    /// <summary>A property that is fit for a name or an id: text, not blank, not long, no control characters.</summary>
    public static string? ShortText(JObject? holder, string name) =>
        holder?.GetValue(name, StringComparison.OrdinalIgnoreCase) is { Type: JTokenType.String } value
        && (string?)value is { Length: <= MaxShortText } text
        && !string.IsNullOrWhiteSpace(text)
        && !text.Any(char.IsControl)
            ? text
            : null;

    private sealed record Sender(string Id, string? Name);

    /// <param name="RetryKey">Under which the client may send it again, or <c>null</c>.</param>
    /// <param name="Echo">What clients see, without id and timestamp.</param>
    private sealed record Sent(string? RetryKey, string Echo, StorableActivity ForBot, Upload Upload);
}
