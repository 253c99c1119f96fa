using System.Collections.Immutable;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>The words in which a model says what it read. Forms, prompts and readings are made of these lists; our own model was
/// trained with them (models/training/builtin/tokenizer.py).</summary>
internal static class ModelWords
{
    /// <summary>In the order of <see cref="Intent"/>.</summary>
    public static ImmutableArray<string> Intents { get; } = ["ORDER_INFO", "ORDER_HELP", "OUT_OF_SCOPE"];

    public static IReadOnlyList<KindWord> Kinds { get; } =
    [
        new("id", ReferenceKind.Id, "an order number", HasValue: true),
        new("latest", ReferenceKind.Latest, "the last order"),
        new("ordinal", ReferenceKind.Ordinal, "a place in a list", HasValue: true),
        new("date", ReferenceKind.Date, "a day, month or year of purchase", HasValue: true),
        new("product", ReferenceKind.Product, "a thing that was bought", HasValue: true),
        new("status", ReferenceKind.Status, "a state", HasValue: true),
        new("all", ReferenceKind.All, "all orders"),
        new("mentioned", ReferenceKind.Mentioned, "\"it\", \"that order\""),
        new("none", ReferenceKind.None, "no order is pointed at, or OUT_OF_SCOPE"),
    ];

    /// <summary>Rules alone know the other topics.</summary>
    public static IReadOnlyList<TopicWord> Topics { get; } =
    [
        new("status", Topic.Status, "where it is, news"),
        new("shipping", Topic.Shipping, "sent when"),
        new("delivery", Topic.Delivery, "arrives when"),
        new("payment", Topic.Payment, "paid, refunded"),
        new("items", Topic.Items),
        new("total", Topic.Total, "price"),
        new("address", Topic.Address),
        new("tracking", Topic.Tracking, "number, carrier"),
    ];

    public static Intent? IntentOf(string? word) => Intents.IndexOf(word ?? "") is >= 0 and var place ? (Intent)place : null;

    public static ReferenceKind? KindOf(string? word) => Kinds.FirstOrDefault(kind => kind.Word == word)?.Kind;

    public static Topic? TopicOf(string? word) => Topics.FirstOrDefault(topic => topic.Word == word)?.Topic;
}

/// <param name="Meaning">For large models.</param>
/// <param name="HasValue">The model copies words of the message beside it.</param>
internal sealed record KindWord(string Word, ReferenceKind Kind, string Meaning, bool HasValue = false);

/// <param name="Meaning">For large models, where the word isn't enough.</param>
internal sealed record TopicWord(string Word, Topic Topic, string? Meaning = null);

/// <summary>The kinds of <see cref="OrderReference"/> that models tell apart.</summary>
internal enum ReferenceKind { None, Id, Latest, Ordinal, Date, Product, Status, All, Mentioned }
