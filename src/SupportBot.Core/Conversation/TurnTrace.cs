using System.Diagnostics;

namespace SupportBot.Core.Conversation;

/// <summary>
/// The steps of a turn as spans of the source «SupportBot», for OpenTelemetry, for measurements and for tests that stop the
/// process at an exact step. A dialog's step holds those that it leads to, as the SDK calls them one inside the other. Free
/// of cost while nobody listens; carries ids and kinds, no text and nothing of a customer's data.
/// </summary>
public static class TurnTrace
{
    public const string SourceName = "SupportBot";

    /// <summary>The span of a whole turn, with the tags below.</summary>
    public const string TurnName = "turn";

    /// <summary>The id of the activity that the turn answers; text.</summary>
    public const string ActivityTag = "supportbot.activity";

    /// <summary>What <see cref="TurnOutcome"/> holds: kinds as their names, ids as lists of text. Tags without a value are left
    /// out, and all of them when the turn failed or was none of the dialogs'.</summary>
    public const string ActTag = "supportbot.act";
    public const string LanguageTag = "supportbot.language";
    public const string IntentTag = "supportbot.intent";
    public const string ResolutionTag = "supportbot.resolution";
    public const string AnsweredTag = "supportbot.answered";
    public const string OfferedTag = "supportbot.offered";
    public const string HandoffOrdersTag = "supportbot.handoff_orders";
    public const string SourceTag = "supportbot.source";
    public const string LlmCallsTag = "supportbot.llm_calls";
    public const string AskedTag = "supportbot.asked";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a step; disposing the result ends it.</summary>
    public static IDisposable? Step(string name) => Source.StartActivity(name);

    /// <summary>Begins the span of a turn; disposing the result ends it.</summary>
    public static IDisposable? Turn(string activityId) => Source.StartActivity(TurnName)?.SetTag(ActivityTag, activityId);

    /// <summary>Puts on the running turn's span what the turn came to.</summary>
    public static void Tell(TurnOutcome outcome)
    {
        if (Activity.Current is not { Source.Name: SourceName, OperationName: TurnName } turn)
            return;
        turn.SetTag(ActTag, outcome.Act?.ToString())
            .SetTag(LanguageTag, outcome.Language)
            .SetTag(IntentTag, outcome.Intent?.ToString())
            .SetTag(ResolutionTag, outcome.Resolution?.ToString())
            .SetTag(AnsweredTag, outcome.Answered.ToArray())
            .SetTag(OfferedTag, outcome.Offered.ToArray())
            .SetTag(HandoffOrdersTag, outcome.HandoffOrders.ToArray())
            .SetTag(SourceTag, outcome.Source.ToString())
            .SetTag(LlmCallsTag, outcome.LlmCalls)
            .SetTag(AskedTag, outcome.Asked);
    }
}
