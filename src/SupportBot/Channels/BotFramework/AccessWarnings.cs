using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SupportBot.Channels.BotFramework;

/// <summary>Says at the start what is more open, or less in effect, than an operator may think.</summary>
internal sealed partial class AccessWarnings(
    IServer server, IHostEnvironment environment, IOptions<IdentityOptions> identity, ILogger<AccessWarnings> logger)
{
    /// <summary>Addresses that other machines may reach while anybody can be any customer; empty outside Development.</summary>
    public IReadOnlyList<string> OpenToOthers => environment.IsDevelopment()
        ? [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Where(address => !IsOfThisMachine(address))]
        : [];

    /// <summary>To be called when the server listens.</summary>
    public void Say()
    {
        if (OpenToOthers is { Count: > 0 } open)
            LogOpenToOthers(string.Join(", ", open));
        if (!environment.IsDevelopment() && identity.Value.DevelopmentCustomer is { Length: > 0 })
            LogWithoutEffect(environment.EnvironmentName);
    }

    /// <summary>Whether an address that Kestrel listens on can't be reached from elsewhere. Wildcards and names of hosts can.</summary>
    public static bool IsOfThisMachine(string address)
    {
        var parsed = BindingAddress.Parse(address);
        return parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host, out var ip) && IPAddress.IsLoopback(ip));
    }

    [LoggerMessage(LogLevel.Warning, "DANGER: this is Development, where anybody can be any customer without signing in, and {Addresses} can be reached from other machines. Set ASPNETCORE_URLS=http://localhost:3978, or ASPNETCORE_ENVIRONMENT=Production with MicrosoftAppId or WebChat:Secret")]
    private partial void LogOpenToOthers(string addresses);

    [LoggerMessage(LogLevel.Warning, "Identity:DevelopmentCustomer and «/as» are without effect in {Environment}; customers are who their channel or the shop says. Remove the setting")]
    private partial void LogWithoutEffect(string environment);
}
