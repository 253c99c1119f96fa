using System.CommandLine;
using Microsoft.Extensions.Configuration;
using SupportBot.Commands;
using SupportBot.Hosting.SampleData;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Commands;

/// <summary>What a container's health check asks.</summary>
public sealed class HealthCommandTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("http://+:8080", null, "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://*:8080", null, "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://0.0.0.0:8080;http://[::]:9090", null, "http://127.0.0.1:8080/health/ready")]
    [InlineData("https://bot.example:8443; http://[::]:8080/", null, "http://127.0.0.1:8080/health/ready")]
    [InlineData("https://bot.example:8443", null, "https://bot.example:8443/health/ready")]
    [InlineData("http://localhost:5000/bot", "8080", "http://localhost:5000/bot/health/ready")]
    [InlineData(null, "8080;9090", "http://127.0.0.1:8080/health/ready")]
    [InlineData(null, null, "http://localhost:3978/health/ready")]
    public void ReadyAddress_OfAListener_IsOnThisMachine(string? urls, string? ports, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls, ["http_ports"] = ports }).Build();

        Assert.Equal(new Uri(expected), HealthCommand.ReadyAddress(configuration));
    }

    [Fact]
    public async Task Health_OfAServer_FollowsItsReadiness()
    {
        var orders = _data.File("orders.db");
        SampleDatabase.EnsureCreated(orders);
        var bot = await BotHost.StartAsync(_data.Path, null, "--ConnectionStrings:Orders", $"Data Source={orders};Pooling=False");
        var address = bot.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var (exitCode, output) = await AskAsync(address);
        Assert.Equal(0, exitCode);
        Assert.Contains("\"status\":\"ready\"", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(orders, "this is no database");
        (exitCode, output) = await AskAsync(address);
        Assert.Equal(1, exitCode);
        Assert.Contains("\"status\":\"not ready\"", output, StringComparison.Ordinal);

        await bot.DisposeAsync();
        (exitCode, output) = await AskAsync(address);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Nothing answers at {address}/health/ready", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> AskAsync(string address)
    {
        var output = new StringWriter();
        var exitCode = await HealthCommand.Create().Parse(["--urls", address]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (exitCode, output.ToString());
    }
}
