namespace SupportBot.Bot.State;

/// <summary>What a conversation was about, so that «it» and «the second one» work. Outlives deployments: strings only.</summary>
public sealed class ConversationMemory
{
    /// <summary>The order talked about last; <c>null</c> before the first.</summary>
    public string? OrderId { get; set; }

    /// <summary>Ids of the orders listed last, from the top.</summary>
    public List<string> Listed { get; set; } = [];
}
