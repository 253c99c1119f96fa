using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.Tests.AgentConsole.SignIn;

/// <summary>An open page may show and do things only as long as its agent is signed in.</summary>
public sealed class ConsoleSessionsTests
{
    private static readonly DateTimeOffset Morning = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Workday = TimeSpan.FromHours(8);

    private readonly FakeTimeProvider _clock = new(Morning);
    private readonly ConsoleSessions _sessions;

    public ConsoleSessionsTests() => _sessions = new ConsoleSessions(_clock);

    [Fact]
    public void By_UntilTheCookieRunsOut_IsTheAgent()
    {
        using var page = _sessions.Watch(SignedIn("Ines"));

        _clock.Advance(Workday - TimeSpan.FromSeconds(1));

        Assert.Equal("Ines", page.By.Agent.Name);
        Assert.False(page.Over.IsCancellationRequested);
    }

    [Fact]
    public void By_AfterTheCookieRanOut_IsRefused_AndThePageIsTold()
    {
        using var page = _sessions.Watch(SignedIn("Ines"));

        _clock.Advance(Workday);

        Assert.True(page.Over.IsCancellationRequested);
        Assert.Throws<SignedOutException>(() => page.By);
    }

    [Fact]
    public void End_SignsOutEveryPageOfThisSignInAndNoOther()
    {
        var ines = SignedIn("Ines");
        using var page = _sessions.Watch(ines);
        using var tab = _sessions.Watch(ines);
        using var phone = _sessions.Watch(SignedIn("Ines"));

        _sessions.End(ines);

        Assert.All(new[] { page, tab }, over =>
        {
            Assert.True(over.Over.IsCancellationRequested);
            Assert.Throws<SignedOutException>(() => over.By);
        });
        Assert.True(_sessions.IsOver(ines));
        Assert.Equal("Ines", phone.By.Agent.Name);
        using var late = _sessions.Watch(ines);
        Assert.Throws<SignedOutException>(() => late.By);
    }

    [Fact]
    public void IsOver_CookieThatNamesNoSignInOrNoEnd_IsOver()
    {
        var nameless = User("Ines");
        ConsoleSessions.SetEnd(nameless, Morning + Workday);
        var endless = User("Ines");
        ConsoleSessions.Begin(endless);

        Assert.True(_sessions.IsOver(nameless));
        Assert.True(_sessions.IsOver(endless));
    }

    [Fact]
    public void End_AfterAPageHasGone_EndsTheRest()
    {
        var ines = SignedIn("Ines");
        _sessions.Watch(ines).Dispose();
        using var page = _sessions.Watch(ines);

        _sessions.End(ines);

        Assert.True(page.IsOver);
    }

    private static ClaimsPrincipal SignedIn(string name)
    {
        var user = User(name);
        ConsoleSessions.Begin(user);
        ConsoleSessions.SetEnd(user, Morning + Workday);
        return user;
    }

    private static ClaimsPrincipal User(string name) => new(new ClaimsIdentity([new("sub", name), new("name", name)], "test"));
}
