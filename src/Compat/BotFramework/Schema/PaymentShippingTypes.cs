namespace Microsoft.Bot.Schema;

/// <summary>Kinds of shipping. Stands for <c>Microsoft.Bot.Schema.PaymentShippingTypes</c>.</summary>
public static class PaymentShippingTypes
{
    public const string Delivery = "delivery";

    public const string PickUp = "pickup";

    public const string Shipping = "shipping";
}
