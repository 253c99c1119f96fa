using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>What customers are told when the desk closes while they wait, and what becomes of their wish.</summary>
public sealed class OutsideHoursTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 16, 50, 0, TimeSpan.Zero));
    private BotHost _bot = null!;
    private CustomerTalk _customer = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(
            _data.Path, builder => builder.Services.AddSingleton<TimeProvider>(_clock), "--Handoff:Hours:Thursday", "09:00-17:00", "--Handoff:Hours:Friday", "09:00-17:00");
        _customer = await CustomerTalk.OpenAsync(_bot.Http);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task DeskClosesWhileACustomerWaits_TheRequestWaitsAsTheyWereTold()
    {
        var id = await _customer.AskForHelpAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));

        var closing = await _customer.HearAsync();
        Assert.Contains(id, closing, StringComparison.Ordinal);
        Assert.Contains("we are back on November 27, 2026 at 9:00", closing, StringComparison.Ordinal);
        Assert.Contains("we are back on November 27, 2026 at 9:00", await _customer.AskAsync("how long will it take?"), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromHours(16));
        await _customer.ReturnAsync();
        Assert.Contains("Our team is back", await _customer.HearAsync(), StringComparison.Ordinal);
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        Assert.Equal("queued", (await ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task AgentLeavesAfterHours_TheCustomerIsToldWhenSomebodyIsThere()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        await _customer.HearAsync();
        _clock.Advance(TimeSpan.FromMinutes(15));

        await _ines.DoAsync(id, "release");

        var told = await _customer.HearAsync();
        Assert.Contains("the colleague had to leave", told, StringComparison.Ordinal);
        Assert.Contains("we are back on November 27, 2026 at 9:00", told, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody else will take over", told, StringComparison.Ordinal);
        Assert.Equal("requested", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }
}
