namespace SupportBot.Bot.Dialogs;

/// <summary>Who asks about «my refund» means the order that has one.</summary>
internal static class RefundedOrder
{
    /// <returns>That order where no other was pointed at and only one has a refund; else what was found.</returns>
    public static async Task<Resolution> OrRefundedAsync(
        this IOrders orders, Resolution found, Understanding understood, CustomerId customer, CancellationToken ct)
    {
        if (found.Outcome != ResolutionOutcome.Ambiguous || understood.Overview is not null
            || !understood.About.Contains(Topic.Refund) || understood.Orders is not (OrderReference.Unspecified or OrderReference.Mentioned))
        {
            return found;
        }
        var all = await orders.ListInFullAsync(customer, ct);
        return all.Where(HasRefund).ToList() is [var only] ? new Resolution(ResolutionOutcome.Found, [only]) : found;
    }

    private static bool HasRefund(Order order) =>
        order.Status == OrderStatus.Returned || (order.Payments ?? []).Any(payment => payment.Kind == PaymentKind.Refund);
}
