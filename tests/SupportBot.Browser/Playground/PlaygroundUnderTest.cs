using System.Diagnostics;

namespace SupportBot.Browser.Playground;

/// <summary>The Microsoft 365 Agents Playground from npm: Microsoft's stand-in for Teams and for the Emulator, as a process
/// that talks to <c>/api/messages</c>.</summary>
public sealed class PlaygroundUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-playground-");
    private readonly Process _process;

    private PlaygroundUnderTest(string channel, Uri bot)
    {
        var port = ProgramUnderTest.FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        _process = Start("node", [
            "--require", Path.Combine(Client, "loopback.cjs"),
            Path.Combine(Client, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start",
            "--app-endpoint", new Uri(bot, "/api/messages").ToString(),
            "--channel-id", channel,
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--service-url", new Uri(Address, "/_connector").ToString(),
            "--disable-telemetry",
        ], _folder.FullName);
    }

    public Uri Address { get; }

    private static string Client => ProgramUnderTest.Setting("PlaygroundClient");

    /// <summary>Starts one, with conversations of its own; installs it before when it isn't there yet.</summary>
    /// <param name="channel">The channel it plays: <c>msteams</c> or <c>emulator</c>.</param>
    public static async Task<PlaygroundUnderTest> StartAsync(string channel, Uri bot)
    {
        await InstallAsync();
        var playground = new PlaygroundUnderTest(channel, bot);
        using var patience = new CancellationTokenSource(Patience);
        var said = new List<string>();
        while (await playground._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            {
                // A full pipe would stop it.
                playground._process.BeginErrorReadLine();
                _ = playground._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return playground;
            }

            said.Add(line);
        }

        said.Add(await playground._process.StandardError.ReadToEndAsync(patience.Token));
        await playground.DisposeAsync();
        throw new InvalidOperationException("The Playground ended:\n" + string.Join('\n', said));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            // npm writes this file last.
            if (File.Exists(Path.Combine(Client, "node_modules", ".package-lock.json")))
                return;
            using var npm = Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Client);
            using var patience = new CancellationTokenSource(Patience);
            var output = npm.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = npm.StandardError.ReadToEndAsync(patience.Token);
            await npm.WaitForExitAsync(patience.Token);
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}:\n{await output}\n{await errors}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, string folder) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TEAMSAPPTESTER_BROWSER"] = "none" },
        })!;
}
