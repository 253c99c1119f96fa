using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBot.Llm.Runtime;

namespace SupportBot.Llm.Understand;

/// <summary>The form of the model's answer: as a grammar for our own engine and as a JSON schema for remote models.</summary>
internal static class UnderstandForm
{
    /// <summary>Holds the longest answer that a message in Latin letters brings.</summary>
    public const int MaxTokens = 160;

    // Each choice is spelled out whole, quotes included: the built-in model has one token for each, and what is forced ends where they begin.
    public static readonly Grammar Grammar = Grammar.Parse("""
        root ::= "{\"intent\":\"" ( ( "ORDER_INFO" | "ORDER_HELP" ) "\",\"reference\":{\"kind\":\"" reference "},\"about\":[" about? "]}" | "OUT_OF_SCOPE\",\"reference\":{\"kind\":\"none\",\"value\":\"\"},\"about\":[]}" )
        reference ::= ( "latest" | "all" | "mentioned" | "none" ) "\",\"value\":\"\"" | ( "id" | "ordinal" | "date" | "product" | "status" ) "\",\"value\":\"" [^ "\\<>{}|\x00-\x1F\x7F] [^"\\<>{}|\x00-\x1F\x7F]{0,39} "\""
        about ::= topic ("," topic){0,3}
        topic ::= "\"status\"" | "\"shipping\"" | "\"delivery\"" | "\"payment\"" | "\"items\"" | "\"total\"" | "\"address\"" | "\"tracking\""
        """);

    public static ChatResponseFormat Schema { get; } = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
            {
              "type": "object",
              "properties": {
                "intent": { "type": "string", "enum": ["ORDER_INFO", "ORDER_HELP", "OUT_OF_SCOPE"] },
                "reference": {
                  "type": "object",
                  "properties": {
                    "kind": { "type": "string", "enum": ["id", "latest", "ordinal", "date", "product", "status", "all", "mentioned", "none"] },
                    "value": { "type": "string" }
                  },
                  "required": ["kind", "value"],
                  "additionalProperties": false
                },
                "about": {
                  "type": "array",
                  "items": { "type": "string", "enum": ["status", "shipping", "delivery", "payment", "items", "total", "address", "tracking"] }
                }
              },
              "required": ["intent", "reference", "about"],
              "additionalProperties": false
            }
            """),
        "understanding");
}
