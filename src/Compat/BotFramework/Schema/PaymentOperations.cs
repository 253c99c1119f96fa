namespace Microsoft.Bot.Schema;

/// <summary>Names of the invokes about payments. Stands for <c>Microsoft.Bot.Schema.PaymentOperations</c>.</summary>
public static class PaymentOperations
{
    public const string PaymentCompleteOperationName = "payments/complete";

    public const string UpdateShippingAddressOperationName = "payments/update/shippingAddress";

    public const string UpdateShippingOptionOperationName = "payments/update/shippingOption";
}
