using System.Collections.Concurrent;
using System.Diagnostics;
using SupportBot.Core.Conversation;

namespace SupportBot.Eval.Bots;

/// <summary>Reads what turns came to from their spans.</summary>
internal sealed class TurnOutcomes : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<TurnOutcome?>> _awaited = new();
    private readonly ActivityListener _listener;

    public TurnOutcomes()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TurnTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = OnStopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>To be called before the message is said.</summary>
    /// <returns>Done when the turn is; <c>null</c> when it failed.</returns>
    public Task<TurnOutcome?> ExpectAsync(string activityId) =>
        _awaited.GetOrAdd(activityId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Dispose() => _listener.Dispose();

    private void OnStopped(Activity span)
    {
        if (span.OperationName == TurnTrace.TurnName && span.GetTagItem(TurnTrace.ActivityTag) is string id && _awaited.TryRemove(id, out var awaited))
            awaited.SetResult(Read(span));
    }

    private static TurnOutcome? Read(Activity span) =>
        span.GetTagItem(TurnTrace.SourceTag) is not string source ? null : new TurnOutcome(
            Kind<Intent>(span, TurnTrace.IntentTag), Kind<ResolutionOutcome>(span, TurnTrace.ResolutionTag),
            Ids(span, TurnTrace.AnsweredTag), Ids(span, TurnTrace.OfferedTag), Ids(span, TurnTrace.HandoffOrdersTag),
            Enum.Parse<ReplySource>(source), span.GetTagItem(TurnTrace.LlmCallsTag) as int? ?? 0, span.GetTagItem(TurnTrace.AskedTag) is true)
        {
            Act = Kind<Act>(span, TurnTrace.ActTag),
        };

    private static T? Kind<T>(Activity span, string tag)
        where T : struct, Enum => span.GetTagItem(tag) is string name ? Enum.Parse<T>(name) : null;

    private static string[] Ids(Activity span, string tag) => span.GetTagItem(tag) as string[] ?? [];
}
