using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A card that shows a purchase. Stands for <c>Microsoft.Bot.Schema.ReceiptCard</c>.</summary>
public class ReceiptCard
{
    public const string ContentType = "application/vnd.microsoft.card.receipt";

    public ReceiptCard()
    {
    }

    public ReceiptCard(string title = default, IList<Fact> facts = default, IList<ReceiptItem> items = default, CardAction tap = default, string total = default, string tax = default, string vat = default, IList<CardAction> buttons = default)
    {
        Title = title;
        Facts = facts;
        Items = items;
        Tap = tap;
        Total = total;
        Tax = tax;
        Vat = vat;
        Buttons = buttons;
    }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; }

    [JsonProperty(PropertyName = "facts")]
    public IList<Fact> Facts { get; set; }

    [JsonProperty(PropertyName = "items")]
    public IList<ReceiptItem> Items { get; set; }

    [JsonProperty(PropertyName = "tap")]
    public CardAction Tap { get; set; }

    [JsonProperty(PropertyName = "total")]
    public string Total { get; set; }

    [JsonProperty(PropertyName = "tax")]
    public string Tax { get; set; }

    [JsonProperty(PropertyName = "vat")]
    public string Vat { get; set; }

    [JsonProperty(PropertyName = "buttons")]
    public IList<CardAction> Buttons { get; set; }
}
