using SupportBot.Core.Conversation;

namespace SupportBot.Eval.Bots;

/// <summary>What an evaluation talks to: the bot, or a baseline in its place. One call at a time.</summary>
internal interface IEvaluatedBot : IAsyncDisposable
{
    /// <summary>Says a message as a customer, in a conversation of its own.</summary>
    Task<BotTurn> AskAsync(Asking asking, CancellationToken ct);
}

/// <summary>A message and who says it when.</summary>
/// <param name="UserId">A customer of the orders database.</param>
internal sealed record Asking(string UserId, string Text, DateTimeOffset Now)
{
    /// <summary>What the customer says first in the same conversation, oldest first.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Whether a model may word the reply. Without, a reply is worded by templates, and the outcome counts only
    /// the model's calls for understanding.</summary>
    public bool IsWorded { get; init; } = true;
}

/// <summary>What the bot did with a message.</summary>
/// <param name="Text">All it said, a line for each button too; empty when it said nothing.</param>
/// <param name="Outcome"><c>null</c> when the turn failed.</param>
internal sealed record BotTurn(string Text, TurnOutcome? Outcome);
