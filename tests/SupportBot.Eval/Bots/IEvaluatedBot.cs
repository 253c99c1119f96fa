using SupportBot.Core.Conversation;

namespace SupportBot.Eval.Bots;

/// <summary>What an evaluation talks to: the bot, or a baseline in its place. One call at a time.</summary>
internal interface IEvaluatedBot : IAsyncDisposable
{
    /// <summary>Says a message as a customer, in a conversation of its own.</summary>
    Task<BotTurn> AskAsync(Asking asking, CancellationToken ct);

    /// <summary>Says messages as a customer one after the other in one conversation. What remembers no conversation takes each
    /// message by itself.</summary>
    /// <param name="userId">A customer of the orders database.</param>
    /// <returns>A turn for each message, in their order.</returns>
    async Task<IReadOnlyList<BotTurn>> TalkAsync(string userId, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken ct)
    {
        var turns = new List<BotTurn>();
        foreach (var text in texts)
            turns.Add(await AskAsync(new Asking(userId, text, now), ct));
        return turns;
    }
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
/// <param name="Outcome"><c>null</c> when the turn failed or was none of the dialogs'.</param>
internal sealed record BotTurn(string Text, TurnOutcome? Outcome)
{
    /// <summary>What stands on cards as the customer sees it, a line for each text; most of it is in <see cref="Text"/> in other words.</summary>
    public string OnCards { get; init; } = "";

    /// <summary>Whether the reply says that the bot had trouble and could not answer.</summary>
    public bool SaysTrouble { get; init; }
}
