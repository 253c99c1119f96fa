using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Hosting.Orders;
using SupportBot.Tests.Core.Orders;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Hosting.Orders;

/// <summary>Orders from a shop's own service.</summary>
public sealed class OrdersApiTests
{
    private const string Customer = """{"user_id":"6","first_name":"Ella","last_name":"Hart","email":"ella@example.com"}""";

    private const string Orders = """
        {"orders":[
          {"order_id":7001,"user_id":"6","status":"completed","date_purchase":"2026-03-01T23:30:00Z","date_shipped":"2026-03-02","date_delivered":"1970-01-01",
           "items":[{"product_name":"Blue kettle","quantity":2,"unit_price_minor":1995,"currency":"EUR"}],
           "payments":[{"kind":"charge","method":"Visa","amount_minor":3990,"currency":"EUR","status":"paid","date_paid":"2026-03-01"}],
           "shipments":[{"carrier":"ParcelBird","tracking_number":"PB1","date_estimated":"2026-03-05","items":[{"line":1,"quantity":1}]}],
           "returns":[{"status":"requested","date_requested":"2026-03-09"}]},
          {"order_id":"7002","status":"pending","date_purchase":"2026-04-01"},
          {"status":"pending"}]}
        """;

    [Fact]
    public async Task List_AnswerOfTheShop_IsReadAsRowsAre()
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6/orders"] = Orders;
        var options = new OrdersOptions { TimeZone = "Europe/Berlin" };
        options.Statuses["completed"] = "shipped";
        using var client = Client(shop);

        var orders = await new ApiOrders(client, new OrdersValues(options, TimeProvider.System)).ListAsync(TestShop.Customer("6"), default);

        Assert.Equal(["7002", "7001"], orders.Select(order => order.Id));
        var order = orders[1];
        Assert.Equal((OrderStatus.Shipped, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2), null), (order.Status, order.Purchased!.Value, order.Shipped!.Value, order.Delivered));
        Assert.Equal([new OrderItem(1, "Blue kettle", 2, 1995, "EUR")], order.Items);
        Assert.Equal([new Payment(PaymentKind.Charge, "Visa", 3990, "EUR", "paid", new DateOnly(2026, 3, 1))], order.Payments);
        Assert.Equal([new ParcelLine("PB1", 1, 1)], order.Shipments![0].Lines);
        Assert.Equal([new OrderReturn("requested", new DateOnly(2026, 3, 9), null)], order.Returns);
        Assert.Null(orders[0].Items);
    }

    [Fact]
    public async Task List_OrdersOfAnotherCustomer_AreRefused()
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6/orders"] = """{"orders":[{"order_id":"1","user_id":"7"},{"order_id":"2","user_id":"6"}]}""";
        shop.Answers["customers/6"] = """{"user_id":"7","first_name":"Ben"}""";
        using var client = Client(shop);

        Assert.Equal("2", Assert.Single(await new ApiOrders(client, OrdersValues.Plain).ListAsync(TestShop.Customer("6"), default)).Id);
        Assert.Null(await new ApiOrders(client, OrdersValues.Plain).FindAsync(TestShop.Customer("6"), "1", default));
        Assert.Null(await new ApiCustomers(client).FindByUserIdAsync("6", default));
        Assert.Null(await new ApiCustomers(client).FindAsync(TestShop.Customer("6"), default));
    }

    [Fact]
    public async Task Find_IdWithSignsOfAnAddress_StaysOnePartOfThePath()
    {
        await using var shop = await StandInShop.StartAsync();
        using var client = Client(shop);

        Assert.Null(await new ApiCustomers(client).FindByUserIdAsync("../admin?x=1#y/6", default));

        Assert.Equal("/support/customers/..%2Fadmin%3Fx=1%23y%2F6", Assert.Single(shop.Asked).Path);
    }

    [Fact]
    public async Task Get_KeyAndSecret_ShowWhoAsks()
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6"] = Customer;
        using var client = Client(shop, options => (options.ApiKey, options.SigningSecret) = ("key-1", "secret-1"));

        Assert.Equal("Ella Hart", (await new ApiCustomers(client).FindByUserIdAsync("6", default))!.FullName);

        var headers = Assert.Single(shop.Asked).Headers;
        var timestamp = headers["X-SupportBot-Timestamp"].ToString();
        Assert.Equal("Bearer key-1", headers.Authorization);
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret-1"), Encoding.UTF8.GetBytes($"{timestamp}.GET./support/customers/6"))),
            headers["X-SupportBot-Signature"].ToString());
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task Get_OneFailure_IsAskedAgain()
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6"] = Customer;
        shop.Failures.Enqueue(503);
        using var client = Client(shop);

        Assert.NotNull(await new ApiCustomers(client).FindByUserIdAsync("6", default));
        Assert.Equal(2, shop.Asked.Count);
    }

    [Theory]
    [InlineData(401, "Orders:ApiKey")]
    [InlineData(302, "answered 302")]
    public async Task Get_AnswerThatIsNone_SaysWhatToDo(int status, string words)
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Failures.Enqueue(status);
        using var client = Client(shop);

        var trouble = await Assert.ThrowsAsync<OrdersUnavailableException>(() => new ApiOrders(client, OrdersValues.Plain).ListAsync(TestShop.Customer("6"), default));

        Assert.Contains(words, trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"orders":5}""")]
    public async Task List_AnswerOfAnotherForm_IsUnavailable(string body)
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6/orders"] = body;
        using var client = Client(shop);

        await Assert.ThrowsAsync<OrdersUnavailableException>(() => new ApiOrders(client, OrdersValues.Plain).ListAsync(TestShop.Customer("6"), default));
    }

    [Fact]
    public async Task Get_ShopThatIsSlow_IsGivenUpAndThenLeftAlone()
    {
        await using var shop = await StandInShop.StartAsync();
        var never = new TaskCompletionSource();
        shop.Held = never.Task;
        using var client = Client(shop, options => options.CallTimeout = TimeSpan.FromMilliseconds(50));

        var messages = new List<string>();
        for (var i = 0; i < 6; i++)
            messages.Add((await client.RunAsync(default)).Errors.Single());
        never.SetResult();

        Assert.Contains("did not answer within 0.1 s", messages[0], StringComparison.Ordinal);
        Assert.Contains("left alone for a moment", messages[^1], StringComparison.Ordinal);
        Assert.InRange(shop.Asked.Count, 2, 8);
    }

    [Theory]
    [InlineData("http://shop.example/api", "Production", "https")]
    [InlineData("https://shop.example/api", "Production", "Orders:ApiKey")]
    public void Options_ThatAreNotSafe_StopTheStart(string url, string environment, string words)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Orders:Url", url)]).Build();

        var refusal = Assert.Throws<StartupException>(() => OrdersApiClient.OptionsOf(configuration, new HostEnvironment(environment)));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bot_OfAShopWithAService_AnswersFromIt()
    {
        await using var shop = await StandInShop.StartAsync();
        shop.Answers["customers/6"] = Customer;
        shop.Answers["customers/6/orders"] = Orders;
        using var data = new TemporaryFolder();
        await using var host = await BotHost.StartAsync(data.Path, configure: null, "--Orders:Url", shop.Url.AbsoluteUri, "--Orders:Statuses:completed", "shipped");
        var customer = await Talk.StartAsync(host);

        Assert.Contains("PB1", await customer.AskAsync("what is the tracking number of 7001?"), StringComparison.Ordinal);
        foreach (var status in Enumerable.Repeat(500, 4))
            shop.Failures.Enqueue(status);
        Assert.Contains("can't reach the shop's orders", await customer.AskAsync("and when did i buy it?"), StringComparison.Ordinal);
        Assert.Contains("\"orders\":\"ok\"", await host.Http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    /// <summary>The example of the docs, with Node.</summary>
    [Fact]
    public async Task Example_OfTheDocs_TellsTheBotAndNobodyElse()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Settings.Root, "docs", "orders-api-server.mjs")]) { RedirectStandardOutput = true };
        (start.Environment["PORT"], start.Environment["API_KEY"], start.Environment["SIGNING_SECRET"]) = ("0", "k", "s");
        using var node = Process.Start(start)!;
        try
        {
            var url = new Uri((await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)))!);
            OrdersApiClient ClientOf(string key, string secret) =>
                new(new OrdersApiOptions { Url = url, ApiKey = key, SigningSecret = secret }, TimeProvider.System, NullLogger<OrdersApiClient>.Instance);
            using var bot = ClientOf("k", "s");
            using var stranger = ClientOf("k", "x");

            Assert.Equal("Ella", (await new ApiCustomers(bot).FindByUserIdAsync("6", default))!.FirstName);
            Assert.Equal("PB1", Assert.Single(await new ApiOrders(bot, OrdersValues.Plain).ListAsync(TestShop.Customer("6"), default)).Shipments![0].TrackingNumber);
            Assert.Null(await new ApiCustomers(bot).FindByUserIdAsync("7", default));
            Assert.Contains("401", (await stranger.RunAsync(default)).Errors.Single(), StringComparison.Ordinal);
        }
        finally
        {
            node.Kill();
        }
    }

    private static OrdersApiClient Client(StandInShop shop, Action<OrdersApiOptions>? settings = null)
    {
        var options = new OrdersApiOptions { Url = shop.Url };
        settings?.Invoke(options);
        return new OrdersApiClient(options, TimeProvider.System, NullLogger<OrdersApiClient>.Instance);
    }

    private sealed class HostEnvironment(string name) : Microsoft.Extensions.Hosting.IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
