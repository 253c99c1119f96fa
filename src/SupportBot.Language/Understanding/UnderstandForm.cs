using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBot.Language.Runtime;

namespace SupportBot.Language.Understanding;

/// <summary>A form of the model's answer.</summary>
/// <param name="Grammar">Binds the models in this process.</param>
/// <param name="Schema">Binds remote models; <c>null</c> where there are none.</param>
/// <param name="Read">Gives <c>null</c> for anything but this form.</param>
internal sealed record UnderstandForm(Grammar Grammar, ChatResponseFormat? Schema, Func<string, ModelReading?> Read)
{
    /// <summary>Holds the longest answer that a message in Latin letters brings.</summary>
    public const int MaxTokens = 160;

    /// <summary>What remote models know well, and what our own was trained with: it has one token for each of these choices.</summary>
    /// <remarks>Each choice is spelled out whole, quotes included, so that what is forced ends where they begin.</remarks>
    public static UnderstandForm Json { get; } = new(
        Grammar.Parse($$"""
            root ::= "{\"intent\":\"" ( ( "ORDER_INFO" | "ORDER_HELP" ) "\",\"reference\":{\"kind\":\"" reference "},\"about\":[" about? "]}" | "OUT_OF_SCOPE\",\"reference\":{\"kind\":\"none\",\"value\":\"\"},\"about\":[]}" )
            reference ::= ( {{Kinds(hasValue: false)}} ) "\",\"value\":\"\"" | (
                {{Kinds(hasValue: true)}} ) "\",\"value\":\"" [^ "\\<>{}|\x00-\x1F\x7F] [^"\\<>{}|\x00-\x1F\x7F]{0,39} "\""
            about ::= topic ("," topic){0,3}
            topic ::= {{Either(ModelWords.Topics.Select(topic => $"\\\"{topic.Word}\\\""))}}
            """),
        ChatResponseFormat.ForJsonSchema(
            JsonElement.Parse($$"""
                {
                  "type": "object",
                  "properties": {
                    "intent": { "type": "string", "enum": {{List(ModelWords.Intents)}} },
                    "reference": {
                      "type": "object",
                      "properties": {
                        "kind": { "type": "string", "enum": {{List(ModelWords.Kinds.Select(kind => kind.Word))}} },
                        "value": { "type": "string" }
                      },
                      "required": ["kind", "value"],
                      "additionalProperties": false
                    },
                    "about": {
                      "type": "array",
                      "items": { "type": "string", "enum": {{List(ModelWords.Topics.Select(topic => topic.Word))}} }
                    }
                  },
                  "required": ["intent", "reference", "about"],
                  "additionalProperties": false
                }
                """),
            "understanding"),
        ModelReading.Parse);

    /// <summary>The same in a third of the tokens, for large models on a CPU, where each takes a tenth of a second:
    /// «ORDER_INFO product=blue shoes; payment, total».</summary>
    public static UnderstandForm Line { get; } = new(
        Grammar.Parse($$"""
            root ::= ( "ORDER_INFO" | "ORDER_HELP" ) " " reference ( "; " about )? | "OUT_OF_SCOPE"
            reference ::= {{Kinds(hasValue: false)}} | ( {{Kinds(hasValue: true)}} ) "=" [^ "\\<>{}|;\x00-\x1F\x7F] [^"\\<>{}|;\x00-\x1F\x7F]{0,39}
            about ::= topic (", " topic){0,3}
            topic ::= {{Either(ModelWords.Topics.Select(topic => topic.Word))}}
            """),
        Schema: null,
        ModelReading.ParseLine);

    public static UnderstandForm Of(PromptProfile profile) => profile is PromptProfile.Chat or PromptProfile.ChatWithoutSystem ? Line : Json;

    private static string Kinds(bool hasValue) => Either(ModelWords.Kinds.Where(kind => kind.HasValue == hasValue).Select(kind => kind.Word));

    private static string Either(IEnumerable<string> words) => string.Join(" | ", words.Select(word => $"\"{word}\""));

    private static string List(IEnumerable<string> words) => JsonSerializer.Serialize(words);
}
