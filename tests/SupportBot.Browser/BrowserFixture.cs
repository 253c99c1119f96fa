using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>An order as the sample database has it.</summary>
public sealed record OrderRow(string Id, string Status, DateOnly? Purchased, DateOnly? Shipped, DateOnly? Delivered)
{
    /// <summary>The reply is about this order.</summary>
    public void AssertNamedIn(string reply)
    {
        Assert.Contains(Id, reply, StringComparison.Ordinal);
        Assert.Contains(Status, reply, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Its number, its status and every date of it stand in a reply.</summary>
    public void AssertToldIn(string reply)
    {
        AssertNamedIn(reply);
        foreach (var day in new[] { Purchased, Shipped, Delivered }.OfType<DateOnly>())
            Assert.Contains(day.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US")), reply, StringComparison.Ordinal);
    }
}

/// <summary>One program and one browser for the tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public ProgramUnderTest Program { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(ChatTab.PatienceMs);
        await Program.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Program.DisposeAsync();
    }

    /// <summary>The orders that a condition picks, newest first.</summary>
    public IReadOnlyList<OrderRow> Orders(string condition)
    {
        using var connection = new SqliteConnection($"Data Source={Program.OrdersFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Conditions are constants of the tests.
        command.CommandText = $"SELECT order_id, status, date_purchase, date_shipped, date_delivered FROM orders WHERE {condition} ORDER BY date_purchase DESC, order_id";
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var orders = new List<OrderRow>();
        while (row.Read())
            orders.Add(new(row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.GetString(1), Day(2), Day(3), Day(4)));
        return orders;

        DateOnly? Day(int column) => row.IsDBNull(column)
            ? null
            : DateOnly.ParseExact(row.GetString(column)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The handoff whose reference stands in a reply, as agents see it.</summary>
    public async Task<JsonElement> HandoffInAsync(string reply)
    {
        using var http = new HttpClient { BaseAddress = Program.Address };
        using var answer = await http.PostAsJsonAsync(new Uri("/api/agent/session", UriKind.Relative), new { name = "Ines" });
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        var handoffs = await http.GetFromJsonAsync<JsonElement>(new Uri("/api/agent/handoffs", UriKind.Relative));
        var id = handoffs.EnumerateArray().Select(handoff => handoff.GetProperty("id").GetString()!)
            .Single(id => reply.Contains(id, StringComparison.Ordinal));
        return await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/agent/handoffs/{id}", UriKind.Relative));
    }
}
