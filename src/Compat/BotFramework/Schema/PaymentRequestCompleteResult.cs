using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The answer to a <c>payments/complete</c> invoke. Stands for <c>Microsoft.Bot.Schema.PaymentRequestCompleteResult</c>.</summary>
public class PaymentRequestCompleteResult
{
    public PaymentRequestCompleteResult()
    {
    }

    public PaymentRequestCompleteResult(string result = default)
    {
        Result = result;
    }

    [JsonProperty(PropertyName = "result")]
    public string Result { get; set; }
}
