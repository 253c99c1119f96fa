using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What a payment asks of the payer. Stands for <c>Microsoft.Bot.Schema.PaymentOptions</c>.</summary>
public class PaymentOptions
{
    public PaymentOptions()
    {
    }

    public PaymentOptions(bool? requestPayerName = default, bool? requestPayerEmail = default, bool? requestPayerPhone = default, bool? requestShipping = default, string shippingType = default)
    {
        RequestPayerName = requestPayerName;
        RequestPayerEmail = requestPayerEmail;
        RequestPayerPhone = requestPayerPhone;
        RequestShipping = requestShipping;
        ShippingType = shippingType;
    }

    [JsonProperty(PropertyName = "requestPayerName")]
    public bool? RequestPayerName { get; set; }

    [JsonProperty(PropertyName = "requestPayerEmail")]
    public bool? RequestPayerEmail { get; set; }

    [JsonProperty(PropertyName = "requestPayerPhone")]
    public bool? RequestPayerPhone { get; set; }

    [JsonProperty(PropertyName = "requestShipping")]
    public bool? RequestShipping { get; set; }

    [JsonProperty(PropertyName = "shippingType")]
    public string ShippingType { get; set; }
}
