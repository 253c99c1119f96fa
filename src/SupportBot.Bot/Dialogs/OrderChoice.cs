using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Bot.Dialogs;

/// <summary>What came out of finding the order that a customer means. Passed from step to step, never stored.</summary>
/// <param name="About">The topics asked for.</param>
/// <param name="AreAll">Whether the customer asked for all their orders.</param>
/// <param name="HandoffReason">The customer's words, when they wanted something done or a person instead.</param>
internal sealed record OrderChoice(IReadOnlyList<string> OrderIds, IReadOnlyList<Topic> About, bool AreAll = false, string? HandoffReason = null)
{
    public static OrderChoice Of(IEnumerable<Order> orders, IReadOnlyList<Topic> about, bool areAll) =>
        new([.. orders.Select(order => order.Id)], about, areAll);
}
