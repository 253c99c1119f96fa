using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Turns;

/// <summary>Lets a tap on a card take the way of what a customer types, also where a client sends the action's data in place of
/// words: the data is the words, or holds them under «say».</summary>
internal sealed class CardTapMiddleware : Microsoft.Bot.Builder.IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && string.IsNullOrWhiteSpace(activity.Text) && SaidBy(activity.Value) is { } words)
            activity.Text = words;
        return next(cancellationToken);
    }

    private static string? SaidBy(object? data) => data switch
    {
        string words => words,
        JObject fields when fields["say"] is { Type: JTokenType.String } words => (string?)words,
        _ => null,
    };
}
