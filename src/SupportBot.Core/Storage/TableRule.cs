namespace SupportBot.Core.Storage;

/// <summary>How long the rows of a table live, and what erasing a customer does to them. SQL in it is for SQLite and PostgreSQL
/// alike; <c>@channel</c> and <c>@conversation</c> stand for a conversation, <c>@customer</c> for the shop's id of a customer.
/// An instant comes in each form that columns have: <c>@text</c>, <c>@seconds</c> and <c>@milliseconds</c>.</summary>
/// <param name="Key">The columns that tell a row from all others, with commas.</param>
public sealed record TableRule(string Table, string Key, RowLife Life, RowErasure Erasure)
{
    /// <summary>The condition by which a conversation's rows are found; <c>null</c> where rows belong to none.</summary>
    public string? InConversation { get; init; }

    /// <summary>Whether the clean-up looks here for conversations; not where other tables name the same ones.</summary>
    public bool NamesConversations { get; init; }

    /// <summary>The channel of all its rows; <c>null</c> where a column says it.</summary>
    public string? Channel { get; init; }

    public string ConversationColumns => Channel is null ? "channel_id, conversation_id" : "conversation_id";

    /// <summary>The condition under which this table says that a conversation is in use, or was since that instant.</summary>
    public string? KeepsConversation { get; init; }

    /// <summary>The condition for rows that say which conversations are a customer's.</summary>
    public string? OfCustomer { get; init; }

    /// <summary>A table with the columns <c>channel_id</c> and <c>conversation_id</c>, whose rows go with their conversation.</summary>
    /// <param name="channel">Where there is no <c>channel_id</c>, because all are of one channel.</param>
    public static TableRule OfConversation(string table, string key, string? channel = null) =>
        new(table, key, new RowLife.WithConversation(), new RowErasure.WithConversation())
        {
            InConversation = $"{(channel is null ? "channel_id" : $"'{channel}'")} = @channel AND conversation_id = @conversation",
            NamesConversations = true,
            Channel = channel,
        };

    /// <summary>The same for rows that live for a time of their own, should the conversation live so long.</summary>
    public static TableRule OfConversation(string table, string key, RowLife life) =>
        OfConversation(table, key) with { Life = life, NamesConversations = false };
}

/// <summary>How long a row lives.</summary>
public abstract record RowLife(string InWords)
{
    public sealed record WithConversation() : RowLife("with its conversation: `Retention:Conversations` after its last use");

    /// <summary>For a time that is a setting. <paramref name="Where"/> finds what is older than an instant.</summary>
    public sealed record BySetting(RetentionTime Time, string Where, string InWords) : RowLife(InWords);

    public sealed record Fixed(TimeSpan Time, string Where, string InWords) : RowLife(InWords);

    /// <summary>The feature itself removes rows, or they stay.</summary>
    public sealed record Elsewhere(string InWords) : RowLife(InWords);
}

/// <summary>The times of <c>RowLife.BySetting</c>; each is a setting.</summary>
public enum RetentionTime
{
    Conversations,
    DoneMarks,
    Audit,
}

/// <summary>What erasing a customer does to a table.</summary>
public abstract record RowErasure(string InWords)
{
    public sealed record WithConversation() : RowErasure("deleted with the customer's conversations");

    /// <summary>A statement deletes rows or takes out what is the customer's. <c>@customerInList</c> is a LIKE pattern for the
    /// customer's id in a JSON list.</summary>
    public sealed record By(string Sql, string InWords) : RowErasure(InWords);

    /// <summary>Nothing: it holds nothing of customers, or there is a reason to keep it.</summary>
    public sealed record Kept(string Reason) : RowErasure("kept: " + Reason);
}
