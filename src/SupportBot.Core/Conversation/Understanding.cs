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

/// <summary>How the message points at an order; <paramref name="Value"/> is text in the form that the kind says.</summary>
public sealed record OrderReference(ReferenceKind Kind, string? Value = null)
{
    public static OrderReference None { get; } = new(ReferenceKind.None);

    /// <summary>A date in the form of <see cref="ReferenceKind.Date"/> that the message holds, too; decides where several orders fit.</summary>
    public string? Within { get; init; }

    /// <summary>The numbers of <see cref="ReferenceKind.Id"/>.</summary>
    public IReadOnlyList<string> Ids => (Value ?? "").Split('\n');
}

/// <summary>The ways in which customers point at an order.</summary>
public enum ReferenceKind
{
    /// <summary>No order is pointed at («where is my order?»).</summary>
    None,

    /// <summary>An order number as the customer wrote it, or several, one to a line; each occurs in the message.</summary>
    Id,

    /// <summary>«my last order»; no value. «my last two orders» has the number as its value.</summary>
    Latest,

    /// <summary>A place in the list on show, else from the newest: «1», «2», …; «-1» is the last of the list, «-2» the one before;
    /// «oldest» the earliest purchase, «oldest:2» the second, «cheapest» and «dearest» by what the items cost.</summary>
    Ordinal,

    /// <summary>A day, month or span of purchase: «2026-06-03», «2026-06», «--06» (June of any year),
    /// «--06-03», «2026», or «from/to» as ISO days; «--03-05,--05-03» where day and month can't be told apart.</summary>
    Date,

    /// <summary>Words of a product's name.</summary>
    Product,

    /// <summary>A status, as the database writes it («cancelled»); «open» is everything neither delivered, cancelled nor returned,
    /// «unshipped» what is still to be sent.</summary>
    Status,

    /// <summary>«all my orders»; no value. «all of them», «both»: the value «shown», those in the list on show.</summary>
    All,

    /// <summary>«it», «that one», «the same order»: the order talked about before; no value. «back to the first one» has the
    /// value «first», the one that the conversation began with; «the one before that we talked about» «before».</summary>
    Mentioned,

    /// <summary>«the other one», «not that one»: any but the order talked about before; no value.</summary>
    Other,
}
