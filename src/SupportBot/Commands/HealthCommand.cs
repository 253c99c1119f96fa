using System.CommandLine;

namespace SupportBot.Commands;

/// <summary><c>SupportBot health</c>: asks the server on this machine whether it is ready, for images that have no curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var health = new Command("health", "Asks the SupportBot that serves on this machine whether it would answer a message. Exit code 1 when it wouldn't. It is looked for where ASPNETCORE_URLS or --urls says.");
        health.TreatUnmatchedTokensAsErrors = false;
        health.SetAction((parsed, ct) =>
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine([.. parsed.UnmatchedTokens]).Build();
            return AskAsync(ReadyAddress(configuration), parsed.InvocationConfiguration.Output, ct);
        });
        return health;
    }

    /// <summary>Where the server that has these settings says whether it is ready.</summary>
    /// <param name="configuration"><c>urls</c>, else <c>http_ports</c>, as Kestrel reads them.</param>
    /// <exception cref="FormatException">An address isn't one.</exception>
    public static Uri ReadyAddress(IConfiguration configuration)
    {
        var urls = configuration["urls"]
            ?? (configuration["http_ports"] is { } ports ? string.Join(';', KnownHosts.Parts(ports).Select(port => "http://*:" + port)) : Settings.DefaultUrl);
        var addresses = KnownHosts.Parts(urls).Select(BindingAddress.Parse).ToList();
        var address = addresses.Find(candidate => candidate.Scheme == Uri.UriSchemeHttp) ?? addresses.FirstOrDefault()
            ?? BindingAddress.Parse(Settings.DefaultUrl);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, address.PathBase + "/health/ready").Uri;
    }

    private static async Task<int> AskAsync(Uri address, TextWriter output, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(address, ct);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !ct.IsCancellationRequested))
        {
            await output.WriteLineAsync($"Nothing answers at {address}: {error.Message}");
            return 1;
        }
    }
}
