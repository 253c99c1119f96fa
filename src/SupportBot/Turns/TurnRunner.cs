using System.Collections.Concurrent;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;

namespace SupportBot.Turns;

/// <summary>Runs one turn and commits all it changed, its replies, its lines of the transcript and its done-mark in one
/// transaction. A turn that throws changes nothing but says so to the customer.</summary>
internal sealed partial class TurnRunner(
    BotDatabase database,
    Inbox inbox,
    Outbox outbox,
    OutboxSender sender,
    ChannelAdapter adapter,
    ReplyStreams streams,
    HandoffNotifier lines,
    IBot bot,
    TimeProvider time,
    ILogger<TurnRunner> logger)
{
    /// <summary>After so many starts an activity is taken for one that kills the process.</summary>
    private const int MaxStarts = 20;

    private const int MaxTriesOnConflict = 3;

    /// <summary>So often the database may refuse what a turn and its apology write, before the fault is taken to be the activity's.</summary>
    private const int MaxRefusals = 20;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    private readonly TranscriptWords _described = new(logger);
    private readonly ConcurrentDictionary<(ConversationKey Conversation, long Sequence), int> _refusals = new();

    public async Task<HeldResponse> RunAsync(InboxEntry entry, CancellationToken ct)
    {
        HeldResponse response;
        using (TurnTrace.Turn(entry.ActivityId))
            response = await RunAndCommitAsync(entry, ct);
        _refusals.TryRemove((entry.Conversation, entry.Sequence), out _);
        sender.Wake(entry.Conversation);
        return response;
    }

    private async Task<HeldResponse> RunAndCommitAsync(InboxEntry entry, CancellationToken ct)
    {
        await using var stream = entry.Unreadable is null ? streams.Begin(entry.Activity, entry.Audience) : null;
        Func<CultureInfo, string> words = culture => ReplyTexts.Trouble(culture, entry.ActivityId);
        try
        {
            if (entry.Unreadable is null && entry.Starts < MaxStarts)
                return await TryOnNewestStateAsync(entry, stream, ct);
            if (entry.Unreadable is null)
                LogGaveUp(entry.ActivityId, entry.Starts);
            else
                LogUnreadable(entry.ActivityId, entry.Unreadable);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (InboxEntryErasedException)
        {
            LogErased(entry.ActivityId);
            return new HeldResponse(StatusCodes.Status410Gone, null);
        }
        catch (StorageUnavailableException error) when (error.MayPass)
        {
            // The message waits in the inbox and is answered as it should once the database can be written.
            throw;
        }
        catch (OrdersUnavailableException error)
        {
            LogFailed(entry.ActivityId, error);
            words = ReplyTexts.OrdersUnavailable;
        }
        // The one place that catches everything: the customer hears of it, the conversation goes on.
        catch (Exception error)
        {
            LogFailed(entry.ActivityId, error);
        }

        try
        {
            return await TryAsync(entry, stream, (turn, token) => SayAsync(turn, words, token), ct);
        }
        catch (Exception error) when (!IsWorthAnotherTry(error, entry, ct))
        {
            LogNotAnswered(entry.ActivityId, error);
            return await PassOverAsync(entry, ct);
        }
    }

    private bool IsWorthAnotherTry(Exception error, InboxEntry entry, CancellationToken ct) => error switch
    {
        OperationCanceledException => ct.IsCancellationRequested,
        StorageUnavailableException { MayPass: true } => true,
        DbException => _refusals.AddOrUpdate((entry.Conversation, entry.Sequence), 1, (_, count) => count + 1) < MaxRefusals,
        _ => false,
    };

    /// <summary>Ends an activity to which not even an apology can be said: it must not keep those after it waiting. What was
    /// said stays in the transcript.</summary>
    private async Task<HeldResponse> PassOverAsync(InboxEntry entry, CancellationToken ct)
    {
        try
        {
            await FinishAsync(entry, _described.QuestionIn(entry), ct);
        }
        catch (DbException error)
        {
            LogNotKept(entry.ActivityId, error);
            await FinishAsync(entry, null, ct);
        }

        return new HeldResponse(StatusCodes.Status500InternalServerError, null);
    }

    private async Task FinishAsync(InboxEntry entry, TranscriptEntry? question, CancellationToken ct)
    {
        var said = await database.WriteAsync<IReadOnlyList<TranscriptEntry>>(async (transaction, token) =>
        {
            await inbox.FinishAsync(transaction, entry, null, token);
            return question is null ? [] : [await Transcripts.AddAsync(transaction, entry.Conversation, question, token)];
        }, ct);
        await AnnounceAsync(entry, said, ct);
    }

    private async Task<HeldResponse> TryOnNewestStateAsync(InboxEntry entry, ReplyStream? stream, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(entry, stream, bot.OnTurnAsync, ct);
            }
            catch (Exception changed) when (changed is StateConflictException or HandoffChangedException && tries < MaxTriesOnConflict)
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

        IReadOnlyList<TranscriptEntry> said;
        using (TurnTrace.Step("commit"))
            said = await CommitAsync(entry, work, turn, ct);
        work.Committed();
        await AnnounceAsync(entry, said, ct);
        foreach (var other in turn.Outgoing.Select(reply => ConversationOf(reply, entry)).Where(conversation => conversation != entry.Conversation))
            sender.Wake(other);
        return turn.Response ?? new HeldResponse(StatusCodes.Status200OK, null);
    }

    private Task<IReadOnlyList<TranscriptEntry>> CommitAsync(InboxEntry entry, TurnWork work, TurnResult turn, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var answers = turn.Said.Select(_described.WordsOf).OfType<string>().Select(words => new TranscriptEntry(now, Speaker.Bot, words));
        var lines = new[] { _described.QuestionIn(entry) }.OfType<TranscriptEntry>().Concat(answers).ToList();
        var replies = turn.Outgoing.Select(reply => (To: ConversationOf(reply, entry), Reply: StorableActivity.Of(reply))).ToList();
        return database.WriteAsync<IReadOnlyList<TranscriptEntry>>(async (transaction, token) =>
        {
            await work.WriteAllAsync(transaction, token);
            var said = new List<TranscriptEntry>();
            foreach (var line in lines)
                said.Add(await Transcripts.AddAsync(transaction, entry.Conversation, line, token));
            foreach (var (to, reply) in replies)
                await outbox.AddAsync(transaction, to, reply, entry.Audience, token);
            using (TurnTrace.Step("mark done"))
                await inbox.FinishAsync(transaction, entry, turn.Response, token);
            return said;
        }, ct);
    }

    /// <summary>The turn is committed: consoles that can't be told now must not make a failure of it.</summary>
    private async Task AnnounceAsync(InboxEntry entry, IReadOnlyList<TranscriptEntry> said, CancellationToken ct)
    {
        try
        {
            await lines.AnnounceAsync(entry.Conversation, said, ct);
        }
        catch (DbException error)
        {
            LogNotAnnounced(entry.ActivityId, error);
        }
    }

    /// <summary>The turn's own conversation, but for what the bot says to a member of a group in private.</summary>
    private static ConversationKey ConversationOf(Activity reply, InboxEntry entry) =>
        reply.Conversation is { Id: { Length: > 0 } id } ? entry.Conversation with { ConversationId = id } : entry.Conversation;

    private static async Task SayAsync(ITurnContext turn, Func<CultureInfo, string> words, CancellationToken ct)
    {
        if (turn.Activity.Type == ActivityTypes.Message)
            await turn.SendActivityAsync(MessageFactory.Text(words(ReplyTexts.CultureOf(turn.Activity))), ct);
    }

    [LoggerMessage(LogLevel.Error, "The turn of activity {ActivityId} failed; nothing of it was kept and the customer was told")]
    private partial void LogFailed(string activityId, Exception error);

    [LoggerMessage(LogLevel.Information, "The customer of activity {ActivityId} was erased while its turn ran; nothing of it was kept")]
    private partial void LogErased(string activityId);

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} can't be read any more and is finished; the customer was told")]
    private partial void LogUnreadable(string activityId, Exception error);

    [LoggerMessage(LogLevel.Error, "What activity {ActivityId} said could not be kept in the transcript")]
    private partial void LogNotKept(string activityId, Exception error);

    [LoggerMessage(LogLevel.Warning, "What was said to activity {ActivityId} could not be shown at the consoles; it is in the transcript")]
    private partial void LogNotAnnounced(string activityId, Exception error);

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} could not be answered at all and is passed over")]
    private partial void LogNotAnswered(string activityId, Exception error);

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} was unfinished at {Starts} starts and is given up; the customer was told")]
    private partial void LogGaveUp(string activityId, int starts);
}
