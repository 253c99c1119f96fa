using Microsoft.Bot.Builder;

namespace SupportBot.Bot.State;

/// <summary>What the running turn has come to so far; becomes its <see cref="TurnOutcome"/>.</summary>
public sealed class TurnNotes
{
    public Act? Act { get; set; }

    public Intent? Intent { get; set; }

    /// <summary>What the bot did the turn before.</summary>
    public BotMove LastMove { get; set; }

    /// <summary>Whether a request for a person waits: then no second one is offered.</summary>
    public bool IsRequestOpen { get; set; }

    public ResolutionOutcome? Resolution { get; set; }

    public IReadOnlyList<string> Answered { get; set; } = [];

    public IReadOnlyList<string> Offered { get; set; } = [];

    public IReadOnlyList<string> HandoffOrders { get; set; } = [];

    public ReplySource Source { get; set; } = ReplySource.Template;

    public int LlmCalls { get; set; }

    public bool Asked { get; set; }

    /// <summary>The notes of this turn; begins them when there are none.</summary>
    public static TurnNotes Of(ITurnContext turn)
    {
        if (turn.TurnState.Get<TurnNotes>() is { } notes)
            return notes;
        notes = new TurnNotes();
        turn.TurnState.Add(notes);
        return notes;
    }

    public TurnOutcome ToOutcome() => new(Intent, Resolution, Answered, Offered, HandoffOrders, Source, LlmCalls, Asked) { Act = Act };
}
