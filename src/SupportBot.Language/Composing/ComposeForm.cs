using System.Collections.Concurrent;

namespace SupportBot.Language.Composing;

/// <summary>The form of a composed text: up to three sentences of words and of the placeholders that have a value; no digits.</summary>
internal static class ComposeForm
{
    /// <summary>Holds the longest text that is kept.</summary>
    public const int MaxTokens = 128;

    public const int MaxSentences = 3;

    public const int MaxLength = 320;

    private static readonly ConcurrentDictionary<string, Grammar> Grammars = new(StringComparer.Ordinal);

    /// <summary>What may stand in braces.</summary>
    public static IReadOnlyList<string> Placeholders(FactNames facts) =>
        [.. Fact.All.Where(name => facts.Asked.Contains(name) || (name == Fact.Status && facts.Status != OrderStatus.NotRecorded))];

    /// <remarks>There is one for each set of known facts, so that what is kept is bounded and holds nothing of a customer's.</remarks>
    public static Grammar Grammar(FactNames facts) => Grammars.GetOrAdd(string.Join(" | ", Placeholders(facts).Select(name => $"\"{name}\"")), Write);

    private static Grammar Write(string names) => Runtime.Grammar.Parse($$"""
        root ::= sentence (" " sentence){0,2}
        sentence ::= ( [A-Z] letters | placeholder ) ( [,:;]? " " part ){0,29} [.!]
        part ::= [A-Za-z] letters | placeholder
        letters ::= [A-Za-z'-]{0,14}
        placeholder ::= "{" ( {{names}} ) "}"
        """);
}
