using SupportBot.Core.Orders;

namespace SupportBot.OrdersImport;

/// <summary>Shopify's orders CSV: a row for each line of an order, the order's own columns on its first row only. It knows no
/// customer ids, so the e-mail address is the owner; nor carriers, tracking numbers and deliveries.</summary>
internal static class ShopifyExport
{
    public static bool Fits(IReadOnlyList<string> header) => header.Contains("name") && header.Contains("financial status") && header.Contains("lineitem name");

    public static IEnumerable<ImportedOrder> Read(CsvRows rows, Action<int, string> reject)
    {
        ImportedOrder? current = null;
        while (rows.Read())
        {
            if (rows["name"] is not { } name)
            {
                reject(rows.Line, "it has no order number (Name)");
                continue;
            }
            // Another first row with the same number is another order.
            if (current?.Id != name || rows["financial status"] is not null)
            {
                if (current is not null)
                    yield return current;
                current = Begin(rows, name, reject);
            }
            if (current is not null)
                AddItem(rows, current, reject);
        }
        if (current is not null)
            yield return current;
    }

    private static ImportedOrder? Begin(CsvRows rows, string name, Action<int, string> reject)
    {
        if (rows["created at"] is not { } created)
        {
            reject(rows.Line, $"the order {name} has no first row with «Created at»");
            return null;
        }
        var email = rows["email"]?.ToLowerInvariant();
        var currency = rows["currency"];
        var names = (rows["billing name"] ?? rows["shipping name"])?.Split(' ', 2);
        var order = new ImportedOrder(rows.Line, name, email, new Dictionary<string, string?>
        {
            ["email"] = email,
            ["status"] = StatusOf(rows),
            ["date_purchase"] = created,
            ["date_shipped"] = rows["fulfilled at"],
        })
        {
            Currency = currency,
            User = new Dictionary<string, string?>
            {
                ["email"] = email,
                ["first_name"] = names?[0],
                ["last_name"] = names is [_, var last] ? last : null,
                ["phone"] = rows["phone"] ?? rows["billing phone"],
                ["address"] = rows["shipping street"] ?? rows["billing street"],
                ["city"] = rows["shipping city"] ?? rows["billing city"],
                // The export puts an apostrophe before it, so that spreadsheets leave it alone.
                ["zip_code"] = (rows["shipping zip"] ?? rows["billing zip"])?.TrimStart('\''),
            },
        };
        if (email is null)
            reject(rows.Line, $"the order {name} has no e-mail address; it is taken in, but belongs to nobody who could ask for it");
        if (rows["paid at"] is { } paid && Minor(rows["total"], currency) is { } total)
            order.Payments.Add(("charge", rows["payment method"], total, paid));
        if (Minor(rows["refunded amount"], currency) is > 0 and var refunded)
            order.Payments.Add(("refund", rows["payment method"], refunded, null));
        return order;
    }

    private static void AddItem(CsvRows rows, ImportedOrder order, Action<int, string> reject)
    {
        if (rows["lineitem name"] is not { } product)
            return;
        if (!decimal.TryParse(rows["lineitem quantity"], NumberStyles.Float, CultureInfo.InvariantCulture, out var quantity) || quantity < 0)
            reject(rows.Line, $"the quantity «{rows["lineitem quantity"]}» can't be read");
        else if (Minor(rows["lineitem price"], order.Currency) is not { } price)
            reject(rows.Line, $"the price «{rows["lineitem price"]}» can't be read");
        else
            order.Items.Add((product, quantity, price));
    }

    private static string StatusOf(CsvRows rows) => (rows["cancelled at"], rows["financial status"], rows["fulfillment status"]) switch
    {
        (not null, _, _) => "cancelled",
        (_, "refunded", _) => "returned",
        (_, _, "fulfilled" or "partial") => "shipped",
        (_, "paid" or "partially_refunded", _) => "invoiced",
        (_, "voided", _) => "cancelled",
        _ => "pending",
    };

    private static long? Minor(string? amount, string? currency) =>
        decimal.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Currencies.Minor(number, currency) : null;
}
