using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversation;

namespace SupportBot.Turns;

/// <summary>Every activity's way into the bot: first on disk, then acknowledged, then run, one turn at a time in each conversation
/// and in order of arrival. What a kill leaves unfinished runs again at the next start.</summary>
internal sealed class TurnQueue : IHostedService, IDisposable
{
    /// <summary>Half of them may be with the language model, which may take seconds for each.</summary>
    internal const int TurnsSideBySide = 64;

    /// <summary>A channel has given up long before; nothing may hold a connection for ever.</summary>
    private static readonly TimeSpan MaxHeld = TimeSpan.FromMinutes(5);

    private readonly BotDatabase _database;
    private readonly Inbox _inbox;
    private readonly TurnRunner _runner;
    private readonly KeyedWorkers _workers;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(ConversationKey Conversation, string ActivityId), TaskCompletionSource<HeldResponse>> _held = new();

    public TurnQueue(BotDatabase database, Inbox inbox, TurnRunner runner, TimeProvider time, ILogger<TurnQueue> logger)
    {
        _database = database;
        _inbox = inbox;
        _runner = runner;
        _time = time;
        _workers = new KeyedWorkers("The turns", TurnsSideBySide, RunNextAsync, time, logger);
    }

    /// <summary>Writes an activity of a channel of our own to the inbox, in the caller's transaction. After its commit,
    /// call <see cref="Wake"/>.</summary>
    /// <param name="activity">With channel, conversation, sender and id.</param>
    /// <returns><c>false</c> when this activity was received before; then nothing is written.</returns>
    public Task<bool> AddAsync(DbTransaction transaction, StorableActivity activity, CancellationToken ct) =>
        _inbox.AddAsync(transaction, activity, audience: null, ct);

    /// <summary>Writes an activity to the inbox and starts its turn.</summary>
    /// <param name="audience">Whom the channel's token was made out for, which replies need again.</param>
    /// <returns><c>false</c> when this activity was received before; then nothing is written.</returns>
    public async Task<bool> AddAsync(StorableActivity activity, string? audience, CancellationToken ct)
    {
        bool added;
        using (TurnTrace.Step("receive"))
            added = await _database.WriteAsync((transaction, token) => _inbox.AddAsync(transaction, activity, audience, token), ct);
        if (added)
            Wake(KeyOf(activity.Activity));
        return added;
    }

    /// <summary>As <see cref="AddAsync(StorableActivity, string?, CancellationToken)"/>, and waits for the turn's response. A retry
    /// of the channel gets the response of the first try.</summary>
    /// <exception cref="TimeoutException">The turn has not ended for minutes; it is kept.</exception>
    public async Task<HeldResponse> AddAndWaitAsync(StorableActivity activity, string? audience, CancellationToken ct)
    {
        var conversation = KeyOf(activity.Activity);
        var mark = Inbox.MarkOf(activity.Activity);
        await AddAsync(activity, audience, ct);
        var waiting = _held.GetOrAdd((conversation, mark), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        // The turn may have ended before anybody waited for it.
        if (await _inbox.ResponseAsync(conversation, mark, ct) is { } earlier)
            Release(conversation, mark, earlier);
        return await waiting.Task.WaitAsync(MaxHeld, _time, ct);
    }

    /// <summary>Runs what waits in a conversation's inbox.</summary>
    public void Wake(ConversationKey conversation) => _workers.Wake(conversation);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var conversation in await _inbox.RecoverAsync(cancellationToken))
            Wake(conversation);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _workers.StopAsync(cancellationToken);

    public void Dispose() => _workers.Dispose();

    internal static ConversationKey KeyOf(Activity activity) => new(activity.ChannelId, activity.Conversation.Id);

    private async Task RunNextAsync(ConversationKey conversation, CancellationToken ct)
    {
        if (await _inbox.NextAsync(conversation, ct) is not { } entry)
            return;
        var response = await _runner.RunAsync(entry, ct);
        Release(conversation, entry.ActivityId, response);
        // Whoever sends a hundred messages waits behind those who sent one.
        Wake(conversation);
    }

    private void Release(ConversationKey conversation, string activityId, HeldResponse response)
    {
        // A retry of the channel waits on the same source, so whoever takes it out must also complete it.
        if (_held.TryRemove((conversation, activityId), out var waiting))
            waiting.SetResult(response);
    }
}
