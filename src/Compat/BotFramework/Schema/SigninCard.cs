using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A card that asks the user to sign in at an address. Stands for <c>Microsoft.Bot.Schema.SigninCard</c>.</summary>
public class SigninCard
{
    public const string ContentType = "application/vnd.microsoft.card.signin";

    public SigninCard()
    {
    }

    public SigninCard(string text = default, IList<CardAction> buttons = default)
    {
        Text = text;
        Buttons = buttons;
    }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }

    [JsonProperty(PropertyName = "buttons")]
    public IList<CardAction> Buttons { get; set; }

    public static SigninCard Create(string text, string buttonLabel, string url) => new SigninCard
    {
        Text = text,
        Buttons = new List<CardAction> { new CardAction { Title = buttonLabel, Type = ActionTypes.Signin, Value = url } },
    };
}
