using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A request for payment. Stands for <c>Microsoft.Bot.Schema.PaymentRequest</c>.</summary>
public class PaymentRequest
{
    public const string PaymentActionType = "payment";

    public const string PaymentContentType = "application/vnd.microsoft.card.payment";

    public PaymentRequest()
    {
    }

    public PaymentRequest(string id = default, IList<PaymentMethodData> methodData = default, PaymentDetails details = default, PaymentOptions options = default, string expires = default)
    {
        Id = id;
        MethodData = methodData;
        Details = details;
        Options = options;
        Expires = expires;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "methodData")]
    public IList<PaymentMethodData> MethodData { get; set; }

    [JsonProperty(PropertyName = "details")]
    public PaymentDetails Details { get; set; }

    [JsonProperty(PropertyName = "options")]
    public PaymentOptions Options { get; set; }

    [JsonProperty(PropertyName = "expires")]
    public string Expires { get; set; }
}
