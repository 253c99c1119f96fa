using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>The ways in which a customer can point at one of their orders so that only that one is meant.</summary>
internal sealed class OrderNames
{
    private static readonly char[] NoLetters = [' ', ',', '.', '-', '/', '(', ')', '\'', '’', '"', ':', '&', '+'];

    private readonly IReadOnlyList<OrderRow> _orders;

    /// <param name="orders">All orders of a customer.</param>
    public OrderNames(IReadOnlyList<OrderRow> orders) => _orders = orders;

    /// <summary>The ways that fit this order only.</summary>
    public IEnumerable<Pointing> Of(OrderRow order)
    {
        yield return Pointing.Id;
        if (_orders.Count == 1)
            yield return Pointing.OnlyOrder;
        if (ProductOf(order) is not null)
            yield return Pointing.Product;
        if (order.Status is "cancelled" or "returned" && _orders.Count(other => other.Status == order.Status) == 1)
            yield return Pointing.Status;
        if (order.Bought is not { } bought || _orders.Any(other => other.Bought is null))
            yield break;
        if (_orders.Count(other => other.Bought == bought) > 1)
            yield break;
        if (_orders.All(other => other.Bought <= bought))
            yield return Pointing.Latest;
        if (_orders.Count > 1 && _orders.All(other => other.Bought >= bought))
            yield return Pointing.Ordinal;
        yield return Pointing.Day;
        if (_orders.Count(other => (other.Bought!.Value.Year, other.Bought.Value.Month) == (bought.Year, bought.Month)) == 1)
            yield return Pointing.Month;
    }

    /// <summary>Ways to say it, each as the object of a sentence.</summary>
    public IReadOnlyList<string> Say(OrderRow order, Pointing pointing)
    {
        return pointing switch
        {
            Pointing.Id => [$"order {order.Id}", $"order #{order.Id}", $"order number {order.Id}", $"order no. {order.Id}", $"#{order.Id}", $"my order {order.Id}", $"ORDER {order.Id}", $"order id {order.Id}"],
            Pointing.Latest => ["my last order", "my latest order", "my most recent order", "my newest order"],
            Pointing.Product => [$"the {ProductOf(order)}", $"my {ProductOf(order)}", $"the order with the {ProductOf(order)}"],
            Pointing.Month => [$"the order from {In("MMMM yyyy")}", $"the order I placed in {In("MMMM yyyy")}", $"my {In("MMMM yyyy")} order"],
            Pointing.Day => [$"the order from {In("MMMM d, yyyy")}", $"the order of {In("d MMMM yyyy")}", $"the order I placed on {In("yyyy-MM-dd")}", $"my order from {In("MMM d yyyy")}"],
            Pointing.Status => [$"my {order.Status} order", $"the {order.Status} order", $"the order that was {order.Status}"],
            Pointing.Ordinal => ["my oldest order", "my very first order"],
            Pointing.OnlyOrder => ["my order", "my order"],
            _ => throw new ArgumentOutOfRangeException(nameof(pointing), pointing, "Points at no single order."),
        };

        string In(string form) => order.Bought!.Value.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>A product of the order none of whose words is in another product of the customer's; <c>null</c> when there is none.</summary>
    private string? ProductOf(OrderRow order)
    {
        var others = _orders.Where(other => other.Id != order.Id).SelectMany(other => other.Items).SelectMany(item => Words(item.Product)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return order.Items.Select(item => item.Product).FirstOrDefault(product => Words(product).ToList() is { Count: > 0 } words && !words.Exists(others.Contains));
    }

    private static IEnumerable<string> Words(string product) => product.Split(NoLetters, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2);
}
