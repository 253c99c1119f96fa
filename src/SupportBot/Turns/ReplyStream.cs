using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Channel;

namespace SupportBot.Turns;

/// <summary>What a customer sees while a turn runs: the reply as it grows where the channel can show it, else that somebody types.
/// All of it goes past the outbox and may be lost; the final message says it again. Chunks have the form of Teams'
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux">streaming messages</see>, which
/// Web Chat reads too: an activity's <c>streaminfo</c> entity, once more as its channel data.</summary>
internal sealed partial class ReplyStream : IReplyStream, IAsyncDisposable
{
    /// <summary>Answers that come sooner need no sign of typing.</summary>
    public static readonly TimeSpan BeforeTyping = TimeSpan.FromSeconds(0.7);

    /// <summary>Clients take the sign away after about as long.</summary>
    public static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(3);

    /// <summary>A channel slower than this is given up, so that the turn can end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Activity _question;
    private readonly TimeSpan? _pace;
    private readonly Func<CancellationToken, Task<IConnectorClient>> _connect;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _sending;
    private readonly Lock _writing = new();
    private string _text = "";
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _mayStream;
    private bool _isGivenUp;
    private string? _streamId;

    /// <param name="pace">The time from one chunk to the next; <c>null</c> where the channel shows none.</param>
    public ReplyStream(Activity question, TimeSpan? pace, Func<CancellationToken, Task<IConnectorClient>> connect, TimeProvider time, ILogger logger)
    {
        _question = question;
        _pace = pace;
        _mayStream = pace is not null;
        _connect = connect;
        _time = time;
        _logger = logger;
        _sending = SendAllAsync();
    }

    /// <summary>What is to be done when the turn is over.</summary>
    public Action? Over { get; init; }

    public void Show(string textSoFar)
    {
        lock (_writing)
        {
            if (!textSoFar.StartsWith(_text, StringComparison.Ordinal) || textSoFar.Length == _text.Length)
                return;
            _text = textSoFar;
            _grown.TrySetResult();
        }
    }

    /// <summary>Ends what is shown, and makes the message that goes on from it the end of the stream, if there is one; else the first.</summary>
    public async Task EndAsync(IEnumerable<Activity> replies)
    {
        await _ended.CancelAsync();
        if (!await IsSentAsync())
            return;

        var messages = replies.Where(reply => reply.Type == ActivityTypes.Message).ToList();
        var final = messages.Find(message => message.Text?.StartsWith(_text, StringComparison.Ordinal) ?? false) ?? messages.FirstOrDefault();
        if (final is null)
            await TakeBackAsync();
        else if (_streamId is { } id)
            StreamInfo.Mark(final, new StreamInfo("final", id, null));
    }

    /// <summary>Shows no more, and takes back what is shown: an agent is there, or nothing follows after all.</summary>
    public async Task TakeBackAsync()
    {
        await _ended.CancelAsync();
        if (!await IsSentAsync() || Interlocked.Exchange(ref _streamId, null) is not { } id)
            return;
        try
        {
            var end = Typing();
            StreamInfo.TakeBack(end, id);
            await SendAsync(end).WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // A channel that hangs gives the stream up by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Over?.Invoke();
        await _ended.CancelAsync();
        // A send that hangs ends by itself, at the connector's own time limit.
        await IsSentAsync();
        if (_sending.IsCompleted)
            _ended.Dispose();
    }

    /// <summary>Waits for the chunk that is on its way, once: the turn's end holds up other customers' turns.</summary>
    /// <returns>Whether nothing is on its way any more that the reply would have to follow. A sign of typing that comes late does no harm.</returns>
    private async Task<bool> IsSentAsync()
    {
        if (_pace is null)
            return true;
        if (_isGivenUp)
            return false;
        await _sending.WaitAsync(Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isGivenUp = !_sending.IsCompleted;
        return !_isGivenUp;
    }

    private async Task SendAllAsync()
    {
        var wait = BeforeTyping;
        var sequence = 0;
        var shown = "";
        try
        {
            while (true)
            {
                var grown = _mayStream && await HasGrownAsync(shown, wait);
                if (!_mayStream)
                    await Task.Delay(wait, _time, _ended.Token);
                if (!grown)
                {
                    // Whoever sees words needs no sign of typing.
                    if (shown.Length == 0)
                        await SendAsync(Typing());
                    wait = TypingLasts;
                    continue;
                }

                lock (_writing)
                    shown = _text;
                var chunk = Typing();
                chunk.Text = shown;
                chunk.TextFormat = Markup.FormatOf(shown);
                StreamInfo.Mark(chunk, new StreamInfo("streaming", _streamId, ++sequence));
                var sent = await SendAsync(chunk);
                if (sequence == 1)
                    _streamId = sent;
                if (sent is null)
                {
                    _mayStream = false;
                    shown = "";
                }

                await Task.Delay(_pace!.Value, _time, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Waits for more text than was shown.</summary>
    /// <returns>Whether there is some; else the time is over.</returns>
    private async Task<bool> HasGrownAsync(string shown, TimeSpan wait)
    {
        Task grown;
        lock (_writing)
        {
            if (_text.Length > shown.Length)
                return true;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            grown = _grown.Task;
        }

        await grown.WaitAsync(wait, _time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Token.ThrowIfCancellationRequested();
        return grown.IsCompleted;
    }

    private Activity Typing()
    {
        var typing = new Activity(ActivityTypes.Typing) { Locale = _question.Locale };
        return typing.ApplyConversationReference(_question.GetConversationReference());
    }

    /// <returns>The id that the channel gave it; <c>null</c> when it took it not.</returns>
    private async Task<string?> SendAsync(Activity activity)
    {
        try
        {
            var connector = await _connect(CancellationToken.None);
            // What is on its way is seen through: a first chunk that arrives unnoticed would stay open for ever.
            var response = await connector.Conversations.SendToConversationAsync(activity, CancellationToken.None);
            return response?.Id is { Length: > 0 } id ? id : _streamId;
        }
        // What may be lost must not cost the customer the answer.
        catch (Exception error)
        {
            LogLost(_question.ChannelId, error);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "A sign of typing or a chunk of a reply on {Channel} is lost")]
    private partial void LogLost(string channel, Exception error);
}
