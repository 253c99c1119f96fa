using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace SupportBot.Browser;

/// <summary>The real program as a process, in Development, with a data folder of its own.</summary>
public sealed class ProgramUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-browser-");
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public Uri Address { get; private set; } = null!;

    /// <summary>The setting <c>Llm:Model</c> of the next start.</summary>
    public string Model { get; set; } = "none";

    /// <summary>The sample shop that the program made at its start.</summary>
    public string OrdersFile => Path.Combine(_folder.FullName, "sample-orders.db");

    public static string Setting(string name) =>
        typeof(ProgramUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;

    /// <summary>Starts it, or starts it again at the same address with the same data, and waits until it would answer.</summary>
    public async Task StartAsync()
    {
        Address ??= new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Setting("Program")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
                ["SUPPORTBOT_DATA"] = _folder.FullName,
                ["Llm__Model"] = Model,
                // Tests hold a model as long as they look at the page, and share their machine.
                ["Llm__ComposeTimeout"] = "00:01:00",
            },
        };
        var process = Process.Start(start)!;
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Patience);
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsReadyAsync(http, patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{string.Join('\n', _output)}");
            await retry.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Ends it the hard way, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
