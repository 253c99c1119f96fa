using System.Data.Common;
using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Bot;
using SupportBot.Bot.State;
using SupportBot.Core;
using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Channels;

/// <summary>
/// Runs one turn and commits all it changed, its replies, its lines of the transcript and its done-mark in one
/// transaction. A turn that throws changes nothing but says so to the customer.
/// </summary>
internal sealed partial class TurnRunner(
    BotDatabase database,
    Inbox inbox,
    Outbox outbox,
    OutboxSender sender,
    ChannelAdapter adapter,
    ReplyStreams streams,
    HandoffLines lines,
    IBot bot,
    TimeProvider time,
    ILogger<TurnRunner> logger)
{
    /// <summary>After so many starts an activity is taken for one that kills the process.</summary>
    private const int MostStarts = 20;

    private const int MostTriesOnConflict = 3;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    public async Task<HeldResponse> RunAsync(InboxEntry entry, CancellationToken ct)
    {
        HeldResponse response;
        using (TurnTrace.Turn(entry.ActivityId))
            response = await RunAndCommitAsync(entry, ct);
        sender.Wake(entry.Conversation);
        return response;
    }

    private async Task<HeldResponse> RunAndCommitAsync(InboxEntry entry, CancellationToken ct)
    {
        await using var stream = streams.Begin(entry.Activity, entry.Audience);
        Func<CultureInfo, string> words = culture => Replies.Trouble(culture, entry.ActivityId);
        try
        {
            if (entry.Starts < MostStarts)
                return await TryOnNewestStateAsync(entry, stream, ct);
            LogGaveUp(entry.ActivityId, entry.Starts);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (StorageUnavailableException error) when (error.MayPass)
        {
            // The message waits in the inbox and is answered as it should once the database can be written.
            throw;
        }
        catch (OrdersUnavailableException error)
        {
            LogFailed(entry.ActivityId, error);
            words = Replies.OrdersUnavailable;
        }
#pragma warning disable CA1031 // The one place that catches everything: the customer hears of it, the conversation goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(entry.ActivityId, error);
        }

        try
        {
            return await TryAsync(entry, stream, (turn, token) => SayAsync(turn, words, token), ct);
        }
        catch (Exception error) when (error is not (OperationCanceledException or DbException))
        {
            // Not even an apology can be said to this activity. It must not keep those after it waiting.
            LogNotAnswered(entry.ActivityId, error);
            await database.WriteAsync((transaction, token) => inbox.FinishAsync(transaction, entry, null, token), ct);
            return new HeldResponse(StatusCodes.Status500InternalServerError, null);
        }
    }

    private async Task<HeldResponse> TryOnNewestStateAsync(InboxEntry entry, ReplyStream? stream, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(entry, stream, bot.OnTurnAsync, ct);
            }
            catch (Exception changed) when (changed is StateConflictException or HandoffChangedException && tries < MostTriesOnConflict)
            {
                // Somebody else wrote this conversation's state or took it over meanwhile; nothing of the turn was kept.
            }
        }
    }

    private async Task<HeldResponse> TryAsync(InboxEntry entry, ReplyStream? stream, BotCallbackHandler callback, CancellationToken ct)
    {
        using var work = TurnWork.Begin();
        using var timer = new CancellationTokenSource(LongestTurn, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        var turn = await adapter.RunTurnAsync(entry.Activity, entry.Audience, stream, callback, limit.Token);
        if (stream is not null)
            await stream.EndAsync(turn.Outgoing);

        IReadOnlyList<TranscriptLine> said;
        using (TurnTrace.Step("commit"))
            said = await database.WriteAsync((transaction, token) => CommitAsync(transaction, entry, work, turn, token), ct);
        work.Committed();
        await lines.AnnounceAsync(entry.Conversation, said, ct);
        foreach (var other in turn.Outgoing.Select(reply => ConversationOf(reply, entry)).Where(conversation => conversation != entry.Conversation))
            sender.Wake(other);
        return turn.Response ?? new HeldResponse(StatusCodes.Status200OK, null);
    }

    private async Task<IReadOnlyList<TranscriptLine>> CommitAsync(DbTransaction transaction, InboxEntry entry, TurnWork work, TurnResult turn, CancellationToken ct)
    {
        await work.WriteAllAsync(transaction, ct);
        var said = new List<TranscriptLine>();
        if (WordsOf(entry.Activity) is { } question)
            said.Add(await Transcripts.AddAsync(transaction, entry.Conversation, new(entry.ReceivedAt, Speaker.Customer, question), ct));
        foreach (var reply in turn.Said)
        {
            if (WordsOf(reply) is { } words)
                said.Add(await Transcripts.AddAsync(transaction, entry.Conversation, new(time.GetUtcNow(), Speaker.Bot, words), ct));
        }

        foreach (var reply in turn.Outgoing)
            await outbox.AddAsync(transaction, ConversationOf(reply, entry), reply, entry.Audience, ct);
        using (TurnTrace.Step("mark done"))
            await inbox.FinishAsync(transaction, entry, turn.Response, ct);
        return said;
    }

    /// <summary>The turn's own conversation, but for what the bot says to a member of a group in private.</summary>
    private static ConversationKey ConversationOf(Activity reply, InboxEntry entry) =>
        reply.Conversation is { Id: { Length: > 0 } id } ? entry.Conversation with { ConversationId = id } : entry.Conversation;

    private static async Task SayAsync(ITurnContext turn, Func<CultureInfo, string> words, CancellationToken ct)
    {
        if (turn.Activity.Type == ActivityTypes.Message)
            await turn.SendActivityAsync(MessageFactory.Text(words(Replies.CultureOf(turn.Activity))), ct);
    }

    /// <summary>What stands in the transcript; nothing of groups, where others talk and the bot answers nothing.</summary>
    private static string? WordsOf(Activity activity) => activity.Type switch
    {
        _ when Origin.IsGroup(activity) => null,
        ActivityTypes.Message => Replies.InTranscript(activity),
        ActivityTypes.MessageUpdate when !string.IsNullOrWhiteSpace(Replies.InWords(activity)) && Origin.EventTypeOf(activity) is null or "editMessage" =>
            Replies.InWordsEdited(Replies.CultureOf(activity), activity),
        ActivityTypes.MessageDelete => Replies.InWordsDeleted(Replies.CultureOf(activity)),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "The turn of activity {ActivityId} failed; nothing of it was kept and the customer was told")]
    private partial void LogFailed(string activityId, Exception error);

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} could not be answered at all and is passed over")]
    private partial void LogNotAnswered(string activityId, Exception error);

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} was unfinished at {Starts} starts and is given up; the customer was told")]
    private partial void LogGaveUp(string activityId, int starts);
}
