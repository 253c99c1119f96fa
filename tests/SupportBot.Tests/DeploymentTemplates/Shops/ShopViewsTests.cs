using System.Data.Common;
using System.Text.Json;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Tests.Hosting;
using SupportBot.Tests.Servers;

namespace SupportBot.Tests.DeploymentTemplates.Shops;

/// <summary>The views for well-known shop systems, over their tables, on real servers and as the reading account.</summary>
[Collection(ServersCollection.Name)]
public sealed class ShopViewsTests(PostgresServer postgres, MariaDbServer mariaDb)
{
    public static TheoryData<string> All => [.. ShopSystem.OnMariaDb, .. ShopSystem.OnPostgres];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Views_OrdersOfEveryKind_AreReadAsTheTablesHaveThem(string name)
    {
        var shop = await ShopSystem.CreateAsync(name, postgres, mariaDb);
        var expected = shop.Expected;
        var options = shop.Options();
        // The days that are expected are in UTC where the shop stores that, else in the shop's own zone.
        options.TimeZone = options.StoredTimeZone ?? options.TimeZone;
        using var database = Open(shop, options);
        var owner = await new SqlCustomerDirectory(database).FindByUserIdAsync(expected.GetProperty("customer").GetString()!, default);

        var orders = await new SqlOrders(database, new OrdersValues(options, TimeProvider.System)).ListAsync(owner!.Id, default);

        Assert.Equal(
            expected.GetProperty("orders").EnumerateArray().Select(Expected).Order(StringComparer.Ordinal),
            orders.Select(Read).Order(StringComparer.Ordinal));
        Assert.NotNull(owner.Email);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Views_GuestsAndStrangers_OwnNothing(string name)
    {
        var shop = await ShopSystem.CreateAsync(name, postgres, mariaDb);
        var options = shop.Options();
        using var database = Open(shop, options);
        var orders = new SqlOrders(database, new OrdersValues(options, TimeProvider.System));

        foreach (var id in new[] { "0", "NULL", "-1" })
            Assert.Empty(await orders.ListAsync(new CustomerId(id), default));
        var owner = shop.Expected.GetProperty("customer").GetString()!;
        var known = (await orders.ListAsync(new CustomerId(owner), default)).Select(order => order.Id).ToHashSet(StringComparer.Ordinal);
        var all = await ListAsync(shop, options, "SELECT order_id FROM supportbot.orders");
        Assert.True(known.Count < all.Count, "Others have orders too.");
        foreach (var id in all.Where(id => !known.Contains(id)))
            Assert.Null(await orders.FindAsync(new CustomerId(owner), id, default));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Account_OfTheBot_ReadsTheViewsAlone(string name)
    {
        var shop = await ShopSystem.CreateAsync(name, postgres, mariaDb);
        var options = shop.Options();

        Assert.NotEmpty(await ListAsync(shop, options, "SELECT status FROM supportbot.unmapped_statuses"));
        var table = name switch
        {
            "woocommerce" => "shop.wp_users",
            "prestashop" => "shop.ps_customer",
            "magento" => "shop.customer_entity",
            "shopware" => "shop.customer",
            "saleor" => "public.account_user",
            _ => "public.customer",
        };
        await Assert.ThrowsAnyAsync<DbException>(() => ListAsync(shop, options, $"SELECT * FROM {table}"));
        await Assert.ThrowsAnyAsync<DbException>(() => ListAsync(shop, options, "DELETE FROM supportbot.orders"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bot_AskedForAnOrder_AnswersFromTheViews(string name)
    {
        var shop = await ShopSystem.CreateAsync(name, postgres, mariaDb);
        var shipped = shop.Expected.GetProperty("orders").EnumerateArray().First(order => order.GetProperty("status").GetString() == "shipped");
        using var data = new TemporaryFolder();
        await using var host = await BotHost.StartAsync(data.Path, configure: null,
            ["--ConnectionStrings:Orders", shop.ConnectionString, .. shop.Settings.GetSection(OrdersOptions.Section).GetChildren().SelectMany(setting => new[] { $"--{setting.Path}", setting.Value! })]);
        var customer = await Talk.StartAsync(host, shop.Expected.GetProperty("customer").GetString()!);

        var reply = await customer.AskAsync($"what was in order {shipped.GetProperty("order_id").GetString()}?");

        Assert.Contains(shipped.GetProperty("items")[0][0].GetString()!, reply, StringComparison.Ordinal);
    }

    private static OrdersDatabase Open(ShopSystem shop, OrdersOptions options)
    {
        var (source, engine) = Databases.OpenOrders(shop.ConnectionString, "/", options);
        return new OrdersDatabase(source, engine, options);
    }

    private static async Task<List<string>> ListAsync(ShopSystem shop, OrdersOptions options, string sql)
    {
        await using var source = Databases.OpenOrders(shop.ConnectionString, "/", options).Source;
        await using var connection = await source.OpenConnectionAsync();
        return await connection.Command(sql).ListAsync(row => row.StringOrNull(0) ?? "", default);
    }

    /// <summary>An order in one line, so that two can be compared and a difference be read.</summary>
    private static string Read(Order order) => Line(
        order.Id, order.Status.ToString().ToLowerInvariant(), order.Purchased?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (order.Items ?? []).Select(item => $"{item.ProductName}×{item.Quantity:0.###}={item.UnitPriceMinor}{item.Currency}"),
        (order.Payments ?? []).Select(payment => $"{payment.Kind.ToString().ToLowerInvariant()}:{payment.Method}={payment.AmountMinor}{payment.Currency}"),
        (order.Shipments ?? []).Select(parcel => $"{parcel.Carrier}:{parcel.TrackingNumber}"),
        (order.Returns ?? []).Select(each => each.Status ?? ""));

    private static string Expected(JsonElement order) => Line(
        order.GetProperty("order_id").GetString()!, order.GetProperty("status").GetString()!, order.GetProperty("date_purchase").GetString()?[..10],
        order.GetProperty("items").EnumerateArray().Select(item => $"{item[0]}×{item[1].GetDecimal():0.###}={item[2]}{item[3]}"),
        order.GetProperty("payments").EnumerateArray().Select(payment => $"{payment[0]}:{payment[1]}={payment[2]}{payment[3]}"),
        order.GetProperty("shipments").EnumerateArray().Select(parcel => $"{parcel[0]}:{parcel[1]}"),
        order.GetProperty("returns").EnumerateArray().Select(each => each.ValueKind == JsonValueKind.Array ? each[0].ToString() : each.ToString()));

    private static string Line(string id, string status, string? day, params IEnumerable<string>[] lists) =>
        $"{id} {status} {day} | {string.Join(" | ", lists.Select(list => string.Join("; ", list.Order(StringComparer.Ordinal))))}";
}
