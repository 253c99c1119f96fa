using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The value of a <c>payments/complete</c> invoke. Stands for <c>Microsoft.Bot.Schema.PaymentRequestComplete</c>.</summary>
public class PaymentRequestComplete
{
    public PaymentRequestComplete()
    {
    }

    public PaymentRequestComplete(string id = default, PaymentRequest paymentRequest = default, PaymentResponse paymentResponse = default)
    {
        Id = id;
        PaymentRequest = paymentRequest;
        PaymentResponse = paymentResponse;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "paymentRequest")]
    public PaymentRequest PaymentRequest { get; set; }

    [JsonProperty(PropertyName = "paymentResponse")]
    public PaymentResponse PaymentResponse { get; set; }
}
