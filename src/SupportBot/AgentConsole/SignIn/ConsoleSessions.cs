using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using SupportBot.AgentConsole.Api;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Which sign-ins at the console are over. A page of the console lives on its circuit, long after the request that brought
/// it and its cookie, so it asks here before each thing that it shows or does. Kept in memory: a restart ends every page,
/// and the browser that signed out has no cookie any more.</summary>
internal sealed class ConsoleSessions(TimeProvider time)
{
    /// <summary>The sign-in that a cookie is of.</summary>
    private const string SessionClaim = "supportbot_session";

    /// <summary>When the cookie runs out, in Unix milliseconds; put into the identity of each request, see <see cref="AgentClaims.AddressClaim"/>.</summary>
    private const string EndsClaim = "supportbot_ends";

    /// <summary>Those signed out, with the instant from when on their cookies are good for nothing anyway.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _signedOut = new();

    private readonly ConcurrentDictionary<ConsoleSession, string> _watched = new();

    /// <summary>Gives a new sign-in its id.</summary>
    public static void Begin(ClaimsPrincipal user) =>
        ((ClaimsIdentity)user.Identity!).AddClaim(new(SessionClaim, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Tells a request's identity when its cookie runs out.</summary>
    public static void SetEnd(ClaimsPrincipal user, DateTimeOffset ends) =>
        ((ClaimsIdentity)user.Identity!).AddClaim(new(EndsClaim, ends.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>Signs out whoever has this cookie, in every tab.</summary>
    public void End(ClaimsPrincipal user)
    {
        if (user.FindFirst(SessionClaim)?.Value is not { } session)
            return;
        foreach (var (old, _) in _signedOut.Where(signedOut => signedOut.Value <= time.GetUtcNow()))
            _signedOut.TryRemove(old, out _);
        _signedOut[session] = EndOf(user);
        foreach (var (page, _) in _watched.Where(watched => watched.Value == session))
            page.End();
    }

    public bool IsOver(ClaimsPrincipal user) =>
        user.FindFirst(SessionClaim)?.Value is not { } session || _signedOut.ContainsKey(session) || EndOf(user) <= time.GetUtcNow();

    /// <summary>Watches over a page. Whoever asks disposes it.</summary>
    public ConsoleSession Watch(ClaimsPrincipal user)
    {
        var page = new ConsoleSession(user, this, EndOf(user) - time.GetUtcNow(), time);
        _watched[page] = user.FindFirst(SessionClaim)?.Value ?? "";
        // It may have ended just before it was watched.
        if (IsOver(user))
            page.End();
        return page;
    }

    internal void Forget(ConsoleSession page) => _watched.TryRemove(page, out _);

    private static DateTimeOffset EndOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(EndsClaim)?.Value, CultureInfo.InvariantCulture, out var ends) ? DateTimeOffset.FromUnixTimeMilliseconds(ends)
            : DateTimeOffset.MinValue;
}

/// <summary>The sign-in that one page of the console lives by.</summary>
internal sealed class ConsoleSession : IDisposable
{
    private readonly ClaimsPrincipal _user;
    private readonly ConsoleSessions _sessions;
    private readonly AgentAtWork _by;
    private readonly CancellationTokenSource _over = new();
    private readonly ITimer _expiry;

    public ConsoleSession(ClaimsPrincipal user, ConsoleSessions sessions, TimeSpan left, TimeProvider time)
    {
        (_user, _sessions, _by) = (user, sessions, AgentClaims.AtWork(user));
        Over = _over.Token;
        _expiry = time.CreateTimer(_ => End(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over { get; }

    public bool IsOver => Over.IsCancellationRequested || _sessions.IsOver(_user);

    public string Name => _by.Agent.Name;

    /// <summary>The agent's id, by which the page knows its own handoffs.</summary>
    public string AgentId => _by.Agent.Id;

    /// <summary>The agent, for the desk.</summary>
    /// <exception cref="SignedOutException">It is over: nothing may be shown or done.</exception>
    public AgentAtWork By => IsOver ? throw new SignedOutException() : _by;

    internal void End()
    {
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The page has gone meanwhile.
        }
    }

    public void Dispose()
    {
        _sessions.Forget(this);
        _expiry.Dispose();
        _over.Dispose();
    }
}

/// <summary>The agent has signed out, or the sign-in has run out.</summary>
internal sealed class SignedOutException : Exception;
