using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>A message and the conversation that it stands in: all that there is to understand it by.</summary>
/// <param name="Text">The customer's words as the guard leaves them, at most 2,000 UTF-16 units. Data, never instructions.</param>
/// <param name="Now">The time of the message, which «last month» and the like count from.</param>
public sealed record Heard(string Text, DateTimeOffset Now)
{
    /// <summary>All orders of the customer: their numbers and products are found in the text. None where nobody knows the customer.</summary>
    public IReadOnlyList<Order> Orders { get; init; } = [];

    /// <summary>What the bot did last.</summary>
    public BotMove LastMove { get; init; }

    /// <summary>Ids of the orders in the list that the customer has before them.</summary>
    public IReadOnlyList<string> OnShow { get; init; } = [];

    /// <summary>Id of the order talked about; <c>null</c> when none is.</summary>
    public string? InFocus { get; init; }

    /// <summary>Whether a request for a person waits.</summary>
    public bool IsRequestOpen { get; init; }

    /// <summary>What was asked last.</summary>
    public IReadOnlyList<Topic> LastTopics { get; init; } = [];

    /// <summary>The customer's last message as <see cref="Understanding.Marked"/> had it; empty before the first.</summary>
    public string LastMarked { get; init; } = "";
}

/// <summary>What the bot did in a turn, as the customer's next message answers it.</summary>
public enum BotMove
{
    /// <summary>Nothing yet.</summary>
    Start,
    Greeted,
    /// <summary>Told about one order.</summary>
    Answered,
    /// <summary>Told about several orders together.</summary>
    ToldSeveral,
    /// <summary>Asked which of the orders on show is meant.</summary>
    AskedWhich,
    /// <summary>Asked what is wanted.</summary>
    AskedWhat,
    /// <summary>Offered a person.</summary>
    Offered,
    /// <summary>Passed the wish on: a request waits.</summary>
    Requested,
    /// <summary>Added something to the request that waits.</summary>
    Joined,
    /// <summary>Took the request back.</summary>
    Withdrawn,
    /// <summary>Said that there is no request to take back.</summary>
    NothingOpen,
    /// <summary>Told how long the queue is.</summary>
    StillWaiting,
    /// <summary>Was sorry, and offered a person.</summary>
    Regret,
    Refused,
    /// <summary>Answered from the help pages.</summary>
    Page,
    Courtesy,
    /// <summary>Said what it can do.</summary>
    AboutBot,
    /// <summary>Let the matter be.</summary>
    Dropped,
    /// <summary>Found no such order.</summary>
    NotFound,
    NoOrders,
    /// <summary>Asked for a rating of a colleague's help.</summary>
    AskedRating,
    Thanked,
}
