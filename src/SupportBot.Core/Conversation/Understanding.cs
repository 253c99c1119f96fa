namespace SupportBot.Core.Conversation;

/// <summary>What a customer wants, as far as one message tells.</summary>
/// <param name="About">The topics asked for, in the order of asking, without repeats; empty when none is named.</param>
public sealed record Understanding(Intent Intent, OrderReference Reference, IReadOnlyList<Topic> About)
{
    /// <summary>How often a model was asked, 0 or more.</summary>
    public int LlmCalls { get; init; }

    /// <summary>The intent is a guess: ask rather than act on it.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>What is wanted of all orders that the reference fits; <c>null</c> where one order is meant.</summary>
    public Overview? Overview { get; init; }

    /// <summary>Names no topic of its own and goes on with the one before: «and 4502?», «no, the other one».</summary>
    public bool GoesOn { get; init; }
}

/// <summary>What can be told of several orders at once.</summary>
public enum Overview
{
    /// <summary>Which and how many they are.</summary>
    List,

    /// <summary>What was paid for them altogether.</summary>
    Spent,

    /// <summary>Whether all of them have arrived.</summary>
    Arrived,
}

/// <summary>The three kinds of message.</summary>
public enum Intent
{
    /// <summary>Wants to know something about an order.</summary>
    OrderInfo,

    /// <summary>Wants something done, or a person.</summary>
    OrderHelp,

    /// <summary>Anything else.</summary>
    OutOfScope,
}

/// <summary>What of an order is asked for.</summary>
public enum Topic
{
    Status,
    Shipping,
    Delivery,
    Payment,
    Items,
    Total,
    Address,
    Tracking,

    /// <summary>Money back. Rules alone tell it from <see cref="Payment"/>, which holds it, too.</summary>
    Refund,

    /// <summary>The day of purchase. Rules alone tell it from <see cref="Status"/>, which holds it, too.</summary>
    Purchase,
}
