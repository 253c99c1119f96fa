using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>An amount of money. Stands for <c>Microsoft.Bot.Schema.PaymentCurrencyAmount</c>.</summary>
public class PaymentCurrencyAmount
{
    public PaymentCurrencyAmount()
    {
    }

    public PaymentCurrencyAmount(string currency = default, string value = default, string currencySystem = default)
    {
        Currency = currency;
        Value = value;
        CurrencySystem = currencySystem;
    }

    [JsonProperty(PropertyName = "currency")]
    public string Currency { get; set; }

    [JsonProperty(PropertyName = "value")]
    public string Value { get; set; }

    [JsonProperty(PropertyName = "currencySystem")]
    public string CurrencySystem { get; set; }
}
