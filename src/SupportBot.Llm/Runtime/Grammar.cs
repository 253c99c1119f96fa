namespace SupportBot.Llm.Runtime;

/// <summary>A form that generated text must have, in GBNF (llama.cpp's grammars/README.md). Immutable; matchers hold the state.</summary>
internal sealed class Grammar
{
    private Grammar(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="FormatException">Not the part of GBNF that we take; the message says where.</exception>
    public static Grammar Parse(string text) => new(text);
}
