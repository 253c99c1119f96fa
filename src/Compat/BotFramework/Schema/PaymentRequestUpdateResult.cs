using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The answer to a payment update invoke. Stands for <c>Microsoft.Bot.Schema.PaymentRequestUpdateResult</c>.</summary>
public class PaymentRequestUpdateResult
{
    public PaymentRequestUpdateResult()
    {
    }

    public PaymentRequestUpdateResult(PaymentDetails details = default)
    {
        Details = details;
    }

    [JsonProperty(PropertyName = "details")]
    public PaymentDetails Details { get; set; }
}
