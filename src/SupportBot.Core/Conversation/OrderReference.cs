using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>How a message points at an order. The records in here are all there are.</summary>
public abstract record OrderReference
{
    private OrderReference() { }

    public static OrderReference None { get; } = new Unspecified();

    /// <summary>Days that the message holds, too; they decide where several orders fit.</summary>
    public DateSpan? Within { get; init; }

    /// <summary>No order is pointed at («where is my order?»).</summary>
    public sealed record Unspecified : OrderReference;

    /// <summary>Order numbers as the customer wrote them, at least one; each occurs in the message.</summary>
    public sealed record Numbers(params IReadOnlyList<string> Ids) : OrderReference
    {
        public bool Equals(Numbers? other) => base.Equals(other) && Ids.SequenceEqual(other!.Ids);

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Ids[0]);
    }

    /// <summary>«my last order»; with a count «my last two orders».</summary>
    public sealed record Latest(int? Count = null) : OrderReference;

    /// <summary>A place, from 1 on: «the second one», «my oldest order», «the cheapest».</summary>
    public sealed record Ordinal(int Place, CountedFrom From = CountedFrom.Top) : OrderReference;

    /// <summary>The days of purchase.</summary>
    public sealed record Bought(DateSpan Days) : OrderReference;

    /// <summary>Words of a product's name.</summary>
    public sealed record Product(string Name) : OrderReference;

    /// <summary>The state that the order is in.</summary>
    public abstract record InState : OrderReference
    {
        public bool Holds(OrderStatus status) => this switch
        {
            Open => status is not (OrderStatus.Delivered or OrderStatus.Cancelled or OrderStatus.Returned),
            Unshipped => status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced,
            _ => status == (this as InStatus)?.Status && status != OrderStatus.NotRecorded,
        };
    }

    /// <summary>One status; no order is in <see cref="OrderStatus.NotRecorded"/>.</summary>
    public sealed record InStatus(OrderStatus Status) : InState;

    /// <summary>Neither delivered, cancelled nor returned.</summary>
    public sealed record Open : InState;

    /// <summary>Still to be sent.</summary>
    public sealed record Unshipped : InState;

    /// <summary>«all my orders»; <paramref name="OnShow"/>: «all of them», «both», those in the list on show.</summary>
    public sealed record All(bool OnShow = false) : OrderReference;

    /// <summary>«it», «that one», «the same order»: an order talked about before.</summary>
    public sealed record Mentioned(Mention Which = Mention.Last) : OrderReference;

    /// <summary>«the other one», «not that one»: any but the order talked about before.</summary>
    public sealed record Other : OrderReference;
}

/// <summary>Where counting begins: at the top of the list on show (else at the newest), at its end (else back in time), at the earliest
/// purchase, or by what the items cost.</summary>
public enum CountedFrom { Top, Bottom, Oldest, Cheapest, Dearest }

/// <summary>Which of the orders talked about: the last, the first of the conversation, or the one before the last.</summary>
public enum Mention { Last, First, Before }
