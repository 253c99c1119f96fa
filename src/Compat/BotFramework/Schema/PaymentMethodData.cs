using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A payment method and its data. Stands for <c>Microsoft.Bot.Schema.PaymentMethodData</c>.</summary>
public class PaymentMethodData
{
    public PaymentMethodData()
    {
    }

    public PaymentMethodData(IList<string> supportedMethods = default, object data = default)
    {
        SupportedMethods = supportedMethods;
        Data = data;
    }

    [JsonProperty(PropertyName = "supportedMethods")]
    public IList<string> SupportedMethods { get; set; }

    [JsonProperty(PropertyName = "data")]
    public object Data { get; set; }
}
