using System.Net;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Replies;

/// <summary>Buttons of cards (<c>Action.Execute</c>) carry the words that a customer would type, as <c>{"text": "…"}</c>.</summary>
internal static class CardText
{
    /// <returns>The words of a button, or <c>null</c> when it carries none.</returns>
    public static string? Of(object? data)
    {
        var text = data switch
        {
            string words => words,
            JObject fields when fields["text"] is { Type: JTokenType.String } words => (string?)words,
            _ => null,
        };
        return MessageGuard.Clean(text).Text is { Length: > 0 } clean ? clean : null;
    }

    /// <summary>The answer to a button that was understood; the reply itself is a message of its own.</summary>
    public static AdaptiveCardInvokeResponse Taken(string text) => new()
    {
        StatusCode = (int)HttpStatusCode.OK,
        Type = "application/vnd.microsoft.activity.message",
        Value = text,
    };

    public static AdaptiveCardInvokeResponse NotUnderstood() => new()
    {
        StatusCode = (int)HttpStatusCode.BadRequest,
        Type = "application/vnd.microsoft.error",
        Value = new Error { Code = "BadRequest", Message = "The action carries no text." },
    };
}
