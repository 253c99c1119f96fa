using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>One way of shipping. Stands for <c>Microsoft.Bot.Schema.PaymentShippingOption</c>.</summary>
public class PaymentShippingOption
{
    public PaymentShippingOption()
    {
    }

    public PaymentShippingOption(string id = default, string label = default, PaymentCurrencyAmount amount = default, bool? selected = default)
    {
        Id = id;
        Label = label;
        Amount = amount;
        Selected = selected;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "label")]
    public string Label { get; set; }

    [JsonProperty(PropertyName = "amount")]
    public PaymentCurrencyAmount Amount { get; set; }

    [JsonProperty(PropertyName = "selected")]
    public bool? Selected { get; set; }
}
