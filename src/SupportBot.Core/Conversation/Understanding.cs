using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>What a message means in its conversation: all that the dialogs know of it.</summary>
/// <param name="Orders">Which orders are meant.</param>
/// <param name="Topics">What is asked or said about them, without repeats; empty when nothing is named.</param>
public sealed record Understanding(Act Act, Intent Intent, OrderReference Orders, IReadOnlyList<Topic> Topics)
{
    /// <summary>How sure this is, from 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Said in anger, whatever else it does.</summary>
    public bool IsAngry { get; init; }

    /// <summary>Nothing could read it: only numbers, buttons and «a person» are understood just now.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Too unsure to act on: ask.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>How often a large model was asked, 0 or more.</summary>
    public int LlmCalls { get; init; }

    /// <summary>The state whose word is asked about («what does invoiced mean»); <c>null</c> when none is.</summary>
    public OrderStatus? Word { get; init; }

    /// <summary>The rating, 1 to 5, and what is said beside it; <c>null</c> when nothing is rated.</summary>
    public GivenRating? Rating { get; init; }

    /// <summary>The customer's words with marks for what code found in them, for the next message's context. Holds no number or product of theirs.</summary>
    public string Marked { get; init; } = "";

    /// <summary>The customer's words, to search the help pages by and to be kept for a person. Nothing is decided by them.</summary>
    public string Words { get; init; } = "";

    /// <summary>The same without the customer's own things («how do i return something»), to search the help pages by.</summary>
    public string Query { get; init; } = "";

    /// <summary>The facts of an order that are asked for.</summary>
    public IReadOnlyList<Topic> About => Topics.Where(topic => topic <= Topic.Purchase).ToList() is { Count: > 0 } facts ? facts
        : Asks(Topic.Late) || Asks(Topic.Compare) ? [Topic.Delivery]
        : Asks(Topic.Lost) ? [Topic.Status]
        : Asks(Topic.Sum) ? [Topic.Total] : [];

    /// <summary>What is wanted of several orders together; <c>null</c> where one order is meant.</summary>
    public Overview? Overview { get; init; }

    public bool Asks(Topic topic) => Topics.Contains(topic);
}

/// <summary>A rating of a colleague's help.</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">What is said beside it; empty for nothing.</param>
public sealed record GivenRating(int Stars, string Comment);

/// <summary>What a message does.</summary>
public enum Act
{
    /// <summary>Wants to be told something.</summary>
    Ask,
    /// <summary>Goes on with the question before, for another order or fact: «and the lamp?»</summary>
    GoesOn,
    /// <summary>Says which order: «the second one».</summary>
    Choose,
    /// <summary>Meant something else: «no, the blue one».</summary>
    Correct,
    /// <summary>Yes to what was offered.</summary>
    Agree,
    /// <summary>No to it.</summary>
    Decline,
    /// <summary>Lets the matter be.</summary>
    Drop,
    /// <summary>Takes an open request back.</summary>
    TakeBack,
    /// <summary>Wants something done.</summary>
    Want,
    WantPerson,
    /// <summary>Wants no person: what else it says counts.</summary>
    WantNoPerson,
    Complain,
    Greet,
    Thank,
    Leave,
    /// <summary>Asks who the bot is or what it can do.</summary>
    AskBot,
    Rate,
    /// <summary>Says something that needs no answer: «ok».</summary>
    Other,
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
    /// <summary>Which comes first, cost more, was bought earlier.</summary>
    Compare,
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

/// <summary>What of an order is asked for, and how.</summary>
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
    /// <summary>Money back.</summary>
    Refund,
    /// <summary>The day of purchase. Facts end here.</summary>
    Purchase,
    /// <summary>Which orders there are.</summary>
    List,
    /// <summary>How many.</summary>
    Count,
    /// <summary>What they cost together.</summary>
    Sum,
    /// <summary>One against another.</summary>
    Compare,
    /// <summary>Whether all have come.</summary>
    ArrivedAll,
    /// <summary>The reason of something.</summary>
    Why,
    /// <summary>Whether it is late.</summary>
    Late,
    /// <summary>Whether it is lost.</summary>
    Lost,
    /// <summary>What a word means.</summary>
    Meaning,
    /// <summary>How something is done.</summary>
    How,
    /// <summary>Who the bot is.</summary>
    Who,
    /// <summary>Lawyers, bad reviews.</summary>
    Threat,
    /// <summary>«that's not true»</summary>
    Dispute,
    /// <summary>How long until somebody answers.</summary>
    Wait,
}
