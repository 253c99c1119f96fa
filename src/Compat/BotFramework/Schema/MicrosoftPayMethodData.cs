using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What Microsoft Pay needs for a payment. Stands for <c>Microsoft.Bot.Schema.MicrosoftPayMethodData</c>.</summary>
public class MicrosoftPayMethodData
{
    public const string MethodName = "https://pay.microsoft.com/microsoftpay";

    public MicrosoftPayMethodData()
    {
    }

    public MicrosoftPayMethodData(string merchantId = default, IList<string> supportedNetworks = default, IList<string> supportedTypes = default)
    {
        MerchantId = merchantId;
        SupportedNetworks = supportedNetworks;
        SupportedTypes = supportedTypes;
    }

    public MicrosoftPayMethodData(string merchantId = default, IList<string> supportedNetworks = default, IList<string> supportedTypes = default, bool testMode = false)
    {
        MerchantId = merchantId;
        SupportedNetworks = supportedNetworks;
        SupportedTypes = supportedTypes;
        Mode = testMode ? "TEST" : null;
    }

    [JsonProperty(PropertyName = "merchantId")]
    public string MerchantId { get; set; }

    [JsonProperty(PropertyName = "supportedNetworks")]
    public IList<string> SupportedNetworks { get; set; }

    [JsonProperty(PropertyName = "supportedTypes")]
    public IList<string> SupportedTypes { get; set; }

    [JsonProperty(PropertyName = "mode", NullValueHandling = NullValueHandling.Ignore)]
    public string Mode { get; set; }

    public PaymentMethodData ToPaymentMethodData() => new PaymentMethodData
    {
        SupportedMethods = new List<string> { MethodName },
        Data = this,
    };
}
