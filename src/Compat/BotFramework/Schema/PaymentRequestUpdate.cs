using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The value of a payment update invoke. Stands for <c>Microsoft.Bot.Schema.PaymentRequestUpdate</c>.</summary>
public class PaymentRequestUpdate
{
    public PaymentRequestUpdate()
    {
    }

    public PaymentRequestUpdate(string id = default, PaymentDetails details = default, PaymentAddress shippingAddress = default, string shippingOption = default)
    {
        Id = id;
        Details = details;
        ShippingAddress = shippingAddress;
        ShippingOption = shippingOption;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "details")]
    public PaymentDetails Details { get; set; }

    [JsonProperty(PropertyName = "shippingAddress")]
    public PaymentAddress ShippingAddress { get; set; }

    [JsonProperty(PropertyName = "shippingOption")]
    public string ShippingOption { get; set; }
}
