using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>One line of a payment. Stands for <c>Microsoft.Bot.Schema.PaymentItem</c>.</summary>
public class PaymentItem
{
    public PaymentItem()
    {
    }

    public PaymentItem(string label = default, PaymentCurrencyAmount amount = default, bool? pending = default)
    {
        Label = label;
        Amount = amount;
        Pending = pending;
    }

    [JsonProperty(PropertyName = "label")]
    public string Label { get; set; }

    [JsonProperty(PropertyName = "amount")]
    public PaymentCurrencyAmount Amount { get; set; }

    [JsonProperty(PropertyName = "pending")]
    public bool? Pending { get; set; }
}
