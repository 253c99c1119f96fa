using System.Diagnostics;
using System.Text.Json;

namespace SupportBot.Load.Chats;

/// <summary>What one customer sent and what came back. Callers may be concurrent.</summary>
internal sealed class ChatLedger
{
    private readonly Lock _lock = new();
    private readonly List<(string Id, long From)> _sent = [];
    private readonly List<(string ReplyToId, long At)> _replies = [];
    private readonly HashSet<string> _seen = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Refused { get; private set; }

    public void Sent(string? id, long from)
    {
        lock (_lock)
        {
            if (id is null)
                Refused++;
            else
                _sent.Add((id, from));
        }
    }

    /// <param name="canRepeat">Whether the client may read an activity twice, as one that polls and one that reconnects do.</param>
    public void Hear(JsonElement activity, bool canRepeat)
    {
        if (!activity.GetProperty("type").ValueEquals("message") || !activity.TryGetProperty("replyToId", out var to) || to.GetString() is not { } replyToId)
            return;
        var at = Stopwatch.GetTimestamp();
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (canRepeat && activity.TryGetProperty("id", out var id) && !_seen.Add(id.GetString()!))
                return;
            _replies.Add((replyToId, at));
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Waits until everything that was sent has a reply.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var answered = _replies.Select(reply => reply.ReplyToId).ToHashSet();
                if (_sent.TrueForAll(sent => answered.Contains(sent.Id)))
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(ct);
        }
    }

    public (int Answered, int Lost, int Doubled, int OutOfOrder, IReadOnlyList<double> Milliseconds) Count()
    {
        lock (_lock)
        {
            var replies = _replies.Where(reply => _sent.Exists(sent => sent.Id == reply.ReplyToId)).ToList();
            var first = replies.GroupBy(reply => reply.ReplyToId).ToDictionary(group => group.Key, group => group.First().At);
            var answered = _sent.Where(sent => first.ContainsKey(sent.Id)).ToList();
            var inOrder = first.OrderBy(reply => reply.Value).Select(reply => _sent.FindIndex(sent => sent.Id == reply.Key)).ToList();
            return (
                answered.Count,
                _sent.Count - answered.Count,
                replies.Count - first.Count,
                inOrder.Zip(inOrder.Skip(1)).Count(pair => pair.First > pair.Second),
                [.. answered.Select(sent => Stopwatch.GetElapsedTime(sent.From, first[sent.Id]).TotalMilliseconds)]);
        }
    }
}
