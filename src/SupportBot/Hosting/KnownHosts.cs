using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Primitives;

namespace SupportBot.Hosting;

/// <summary>Takes requests only under the names of <c>AllowedHosts</c>. A page elsewhere whose name is made to lead here (DNS
/// rebinding) would be of our own origin. Health routes answer under any name: probes come by address.</summary>
internal static class KnownHosts
{
    private const string Setting = "AllowedHosts";
    private const string Any = "*";

    private const string Refusal =
        "This server doesn't go by the name in the address. Open it by one of its own names, "
        + "or name this one in the setting AllowedHosts, such as AllowedHosts=bot.shop.example;localhost, and start it again.";

    private static readonly string[] OfThisMachine = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <exception cref="StartupException">An entry is no name of a host.</exception>
    public static void AddKnownHosts(this WebApplicationBuilder builder)
    {
        foreach (var entry in Parts(builder.Configuration[Setting]).Where(entry => entry != Any && !IsHost(entry)))
            throw new StartupException($"{Setting}: '{entry}' is not the name of a host such as bot.shop.example or *.shop.example, without scheme, port and path.");

        // ASP.NET's own filter would refuse probes, and says nothing.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = [Any]);
        // Before anybody is signed in or anything is answered.
        builder.Services.UseFirst(app => app.Use((context, rest) =>
            context.Request.Path.StartsWithSegments("/health")
            || Takes(builder.Configuration, builder.Environment.IsDevelopment(), context.Request.Host.Host)
                ? rest(context)
                : Results.Problem(Refusal, statusCode: StatusCodes.Status400BadRequest, title: "Unknown host").ExecuteAsync(context)));
    }

    /// <param name="host">As the request has it, without a port.</param>
    internal static bool Takes(IConfiguration configuration, bool isDevelopment, string host)
    {
        var named = Parts(configuration[Setting]);
        if (named.Length > 0 || !isDevelopment)
            return named.Length == 0 || named.Contains(Any) || Matches(host, named);
        var listened = Listened(configuration).ToList();
        // Where it listens on every address, it goes by each: no page of somebody else's is of such an origin.
        return Matches(host, [.. OfThisMachine, .. listened]) || (listened.Exists(IsWildcard) && IPAddress.TryParse(host, out _));
    }

    private static bool Matches(string host, IEnumerable<string> names) =>
        HostString.MatchesAny(host, [.. names.Where(name => !IsWildcard(name)).Select(name => new StringSegment(new HostString(name).ToUriComponent()))]);

    /// <summary>The hosts of the addresses that Kestrel is told to listen on.</summary>
    private static IEnumerable<string> Listened(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().SelectMany(endpoint => Parts(endpoint["Url"]));
        foreach (var url in Parts(configuration["urls"]).Concat(endpoints))
            yield return BindingAddress.Parse(url).Host;
        if (configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 })
            yield return Any;
    }

    private static bool IsWildcard(string host) => host is Any or "+" or "0.0.0.0" or "[::]";

    private static bool IsHost(string entry) =>
        Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry) != UriHostNameType.Unknown;

    internal static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
