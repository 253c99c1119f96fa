using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SupportBot.Hosting;

/// <summary>Believes reverse proxies, and only those that <c>Proxies:Known</c> names, about who calls and whether by https.
/// Anybody else could write anything into those headers.</summary>
internal static class KnownProxies
{
    /// <exception cref="StartupException">An entry is neither an address nor a network.</exception>
    public static void AddKnownProxies(this WebApplicationBuilder builder)
    {
        var known = (builder.Configuration.GetSection("Proxies:Known").Get<string[]>() ?? []).Select(Read).ToArray();
        if (known.Length == 0)
            return;
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // From proxy to proxy, as long as they are known.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in known)
                options.KnownIPNetworks.Add(network);
        });
        // Before everything that asks who calls.
        builder.Services.UseFirst(app => app.UseForwardedHeaders());
    }

    private static System.Net.IPNetwork Read(string entry) =>
        System.Net.IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartupException($"Proxies:Known: '{entry}' is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/8.");
}
