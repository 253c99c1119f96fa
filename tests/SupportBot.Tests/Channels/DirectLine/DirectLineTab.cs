using System.Diagnostics;
using Newtonsoft.Json.Linq;
using SupportBot.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>A tab with the client that Web Chat is built on, from npm, under Node; see client/tab.cjs.</summary>
internal sealed class DirectLineTab : IAsyncDisposable
{
    public static readonly string Folder = Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "Channels", "DirectLine", "client");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private readonly Process _process;
    private readonly List<JObject> _notWaitedFor = [];

    private DirectLineTab(Process process) => _process = process;

    /// <summary>What the connection has been, in order.</summary>
    public List<string> Statuses { get; } = [];

    /// <param name="address">The server as the tab sees it.</param>
    /// <param name="token">From a session.</param>
    /// <param name="speed">How many times as fast the client's clock runs.</param>
    public static async Task<DirectLineTab> OpenAsync(Uri address, string token, bool polls = false, int speed = 1)
    {
        await InstallAsync();
        var options = new JObject { ["token"] = token, ["domain"] = new Uri(address, "/v3/directline").ToString(), ["webSocket"] = !polls, ["pollingInterval"] = 200 };
        var process = Process.Start(new ProcessStartInfo(
            "node", ["tab.cjs", options.ToString(Newtonsoft.Json.Formatting.None), speed.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new DirectLineTab(process);
    }

    public static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "botframework-directlinejs")))
                return;
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder })!;
            using var limit = new CancellationTokenSource(Patience);
            await npm.WaitForExitAsync(limit.Token);
            Assert.Equal(0, npm.ExitCode);
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <returns>The id of the message, <c>"retry"</c>, or the status of the error.</returns>
    public async Task<string> SayAsync(string text)
    {
        Do(new JObject { ["do"] = "say", ["text"] = text });
        return await PostedAsync(text);
    }

    /// <inheritdoc cref="SayAsync"/>
    public async Task<string> UploadAsync(string text, params int[] sizes)
    {
        Do(new JObject { ["do"] = "upload", ["text"] = text, ["sizes"] = new JArray(sizes) });
        return await PostedAsync(text);
    }

    /// <summary>Waits until the tab shows a message.</summary>
    public Task<JObject> SeesAsync(string text) => NextAsync(report => (string?)report["saw"] == text);

    public Task<JObject> SeesAsync(Predicate<string> text) => NextAsync(report => (string?)report["saw"] is { } saw && text(saw));

    public async Task IsAsync(string status)
    {
        await NextAsync(report => report["status"] is { Type: JTokenType.String } now && (string?)now == status);
    }

    /// <summary>Forgets the calls that have been made so far.</summary>
    public async Task ForgetAsync()
    {
        await AllAsync();
        _notWaitedFor.RemoveAll(report => report["called"] is not null);
    }

    /// <summary>Waits until the client has made a call that it makes by itself.</summary>
    public Task<JObject> CallsAsync(string call, int status) => NextAsync(report => (string?)report["called"] == call && (int?)report["status"] == status);

    /// <returns>Id and text of every message that the tab has shown, in order.</returns>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        Do(new JObject { ["do"] = "seen" });
        return [.. (await NextAsync(report => report["seen"] is not null))["seen"]!.Select(message => (string)message!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> PostedAsync(string text)
    {
        var posted = await NextAsync(report => (string?)report["posted"] == text);
        return (string?)posted["id"] ?? (string)posted["error"]!;
    }

    private void Do(JObject command) => _process.StandardInput.WriteLine(command.ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>The first report like this that wasn't waited for before.</summary>
    private async Task<JObject> NextAsync(Predicate<JObject> wanted)
    {
        if (_notWaitedFor.Find(wanted) is { } earlier)
        {
            _notWaitedFor.Remove(earlier);
            return earlier;
        }

        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                var report = JObject.Parse(line);
                if (report["status"] is { Type: JTokenType.String } status)
                    Statuses.Add((string)status!);
                if (wanted(report))
                    return report;
                _notWaitedFor.Add(report);
            }
        }
        catch (OperationCanceledException)
        {
            // Said below, with what came instead.
        }

        throw new InvalidOperationException("The client did not report what was waited for, but: " + string.Join('\n', _notWaitedFor));
    }
}
