using System.Diagnostics;
using SupportBot.Core.Conversation;

namespace SupportBot.Tests.Core.Conversation;

public sealed class TurnTraceTests : IDisposable
{
    private readonly List<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public TurnTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TurnTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests' turns run beside this one.
            ActivityStopped = span =>
            {
                if (span.GetTagItem(TurnTrace.ActivityTag) is "trace-test")
                    _ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Tell_InATurn_PutsTheOutcomeOnItsSpan()
    {
        using (TurnTrace.Turn("trace-test"))
        {
            using (TurnTrace.Step("classify"))
            {
            }

            TurnTrace.Tell(new TurnOutcome(Intent.OrderInfo, ResolutionOutcome.Found, ["5"], ["6", "7"], [], ReplySource.Cache, 1, Asked: true));
        }

        var span = Assert.Single(_ended);
        Assert.Equal("turn", span.OperationName);
        Assert.Equal("OrderInfo", span.GetTagItem("supportbot.intent"));
        Assert.Equal("Found", span.GetTagItem("supportbot.resolution"));
        Assert.Equal(["5"], (string[])span.GetTagItem("supportbot.answered")!);
        Assert.Equal(["6", "7"], (string[])span.GetTagItem("supportbot.offered")!);
        Assert.Equal([], (string[])span.GetTagItem("supportbot.handoff_orders")!);
        Assert.Equal("Cache", span.GetTagItem("supportbot.source"));
        Assert.Equal(1, span.GetTagItem("supportbot.llm_calls"));
        Assert.Equal(true, span.GetTagItem("supportbot.asked"));
    }

    [Fact]
    public void Tell_WithinAStep_LeavesItsSpanAlone()
    {
        using (TurnTrace.Turn("trace-test"))
        {
            using (TurnTrace.Step("classify"))
                TurnTrace.Tell(new TurnOutcome(null, null, [], [], [], ReplySource.Template, 0, Asked: false));
        }

        Assert.Null(Assert.Single(_ended).GetTagItem("supportbot.source"));
    }
}
