using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What is to be paid. Stands for <c>Microsoft.Bot.Schema.PaymentDetails</c>.</summary>
public class PaymentDetails
{
    public PaymentDetails()
    {
    }

    public PaymentDetails(PaymentItem total = default, IList<PaymentItem> displayItems = default, IList<PaymentShippingOption> shippingOptions = default, IList<PaymentDetailsModifier> modifiers = default, string error = default)
    {
        Total = total;
        DisplayItems = displayItems;
        ShippingOptions = shippingOptions;
        Modifiers = modifiers;
        Error = error;
    }

    [JsonProperty(PropertyName = "total")]
    public PaymentItem Total { get; set; }

    [JsonProperty(PropertyName = "displayItems")]
    public IList<PaymentItem> DisplayItems { get; set; }

    [JsonProperty(PropertyName = "shippingOptions")]
    public IList<PaymentShippingOption> ShippingOptions { get; set; }

    [JsonProperty(PropertyName = "modifiers")]
    public IList<PaymentDetailsModifier> Modifiers { get; set; }

    [JsonProperty(PropertyName = "error")]
    public string Error { get; set; }
}
