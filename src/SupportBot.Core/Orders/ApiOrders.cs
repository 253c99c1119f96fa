using System.Text.Json;

namespace SupportBot.Core.Orders;

/// <summary>Orders from a shop's own service. The owner stands in the path, and what comes back for another is refused.</summary>
public sealed class ApiOrders(IOrdersApi api, OrdersValues values) : IOrders
{
    public async Task<IReadOnlyList<Order>> ListAsync(CustomerId owner, CancellationToken ct)
    {
        if (await api.GetAsync($"customers/{Uri.EscapeDataString(owner.Value)}/orders", ct) is not { } answer)
            return [];
        var orders = new List<Order>();
        foreach (var row in answer.List("orders") ?? throw new OrdersUnavailableException("The shop's service answered without a list «orders»."))
        {
            if (row.Text("user_id") is { } user && !Ids.AreSame(user, owner.Value))
                api.Refused($"an order of another customer among those of the one who was asked for");
            else if (row.Text("order_id") is { } id)
                orders.Add(Read(id, row));
        }
        return [.. orders.Order(NewestFirst.Comparer)];
    }

    public async Task<Order?> FindAsync(CustomerId owner, string orderId, CancellationToken ct) =>
        (await ListAsync(owner, ct)).FirstOrDefault(order => Ids.AreSame(order.Id, orderId));

    private Order Read(string id, JsonElement row) => OrderSense.Of(new Order(
        id, values.Status(row.Text("status")), Day(row, "date_purchase"), Day(row, "date_shipped"), Day(row, "date_delivered"),
        row.List("items")?.Select(Item).OfType<OrderItem>().ToList(),
        row.List("payments")?.Select(PaymentOf).OfType<Payment>().ToList(),
        row.List("shipments")?.Select(Parcel).ToList(),
        row.List("returns")?.Select(each => new OrderReturn(each.Text("status"), Day(each, "date_requested"), Day(each, "date_received"))).ToList()));

    private OrderItem? Item(JsonElement row, int index)
    {
        var currency = values.Currency(row.Text("currency"));
        return row.Text("product_name") is { } product
            ? new OrderItem((int?)row.Number("line") ?? index + 1, product, row.Number("quantity") is >= 0 and var quantity ? quantity : null, values.Amount(row.Number("unit_price_minor"), currency), currency)
            {
                ImageUrl = row.Text("image_url"),
            }
            : null;
    }

    private Payment? PaymentOf(JsonElement row)
    {
        var currency = values.Currency(row.Text("currency"));
        return OrderSense.PaymentKindOf(row.Text("kind")) is { } kind
            ? new Payment(kind, row.Text("method"), values.Amount(row.Number("amount_minor"), currency) is { } amount ? Math.Abs(amount) : null, currency, row.Text("status"), Day(row, "date_paid"))
            : null;
    }

    private Shipment Parcel(JsonElement row)
    {
        var (carrier, number) = (row.Text("carrier"), row.Text("tracking_number"));
        return new(carrier, number, Day(row, "date_estimated"), Day(row, "date_shipped"), Day(row, "date_delivered"))
        {
            TrackingUrl = values.TrackingUrl(row.Text("tracking_url"), carrier, number),
            Lines = row.List("items")?.Where(item => item.Number("line") is not null).Select(item => new ParcelLine(number, (int)item.Number("line")!.Value, item.Number("quantity"))).ToList(),
        };
    }

    private DateOnly? Day(JsonElement row, string field) => values.Day(row.Text(field));
}
