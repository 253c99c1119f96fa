namespace SupportBot.Bot.Dialogs;

/// <summary>Who asks about «my refund» means the order that has one.</summary>
internal static class RefundedOrder
{
    /// <returns>That order where no other was pointed at and only one has a refund; those that have one, where several do; else what was found.</returns>
    public static Resolution OrRefunded(this Resolution found, Understanding understood)
    {
        if (found.Outcome != ResolutionOutcome.Ambiguous || understood.Overview is not null
            || !understood.About.Contains(Topic.Refund) || understood.Orders is not (OrderReference.Unspecified or OrderReference.Mentioned))
        {
            return found;
        }
        return found.Orders.Where(HasRefund).ToList() switch
        {
            [] => found,
            [var only] => new Resolution(ResolutionOutcome.Found, [only]),
            var several => new Resolution(ResolutionOutcome.Ambiguous, several),
        };
    }

    private static bool HasRefund(Order order) =>
        order.Status == OrderStatus.Returned || (order.Payments ?? []).Any(payment => payment.Kind == PaymentKind.Refund);
}
