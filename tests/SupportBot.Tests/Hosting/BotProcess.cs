using System.Diagnostics;
using System.Reflection;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>The application as a process of its own, as an engineer starts it.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private BotProcess(Process process, HttpClient http)
    {
        _process = process;
        Http = http;
    }

    public HttpClient Http { get; }

    /// <param name="killAt">«step:begin» or «step:end» of <c>TurnTrace</c>, where the process dies; empty for never.</param>
    public static async Task<BotProcess> StartAsync(string data, string killAt = "", params string[] settings)
    {
        var process = Start(data, killAt, ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Error", .. settings]);
        using var limit = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            const string label = "Chat page";
            var at = line.IndexOf(label, StringComparison.Ordinal);
            if (at >= 0)
                return new BotProcess(process, new HttpClient { BaseAddress = new Uri(line[(at + label.Length)..].Trim()) });
        }

        throw new InvalidOperationException("The application ended: " + await process.StandardError.ReadToEndAsync(limit.Token));
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string data, string input, params string[] arguments)
    {
        using var process = Start(data, "", arguments);
        using var limit = new CancellationTokenSource(Patience);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Sends a signal, such as «TERM».</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForDeathAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string data, string killAt, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["SUPPORTBOT_DATA"] = data;
        // The same answers each time; tests of the model ask for it.
        start.Environment["Llm__Model"] = "none";
        if (killAt.Length > 0)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Assembly.GetExecutingAssembly().Location;
            start.Environment["SUPPORTBOT_TEST_KILL_AT"] = killAt;
        }

        return Process.Start(start)!;
    }

    /// <summary>What the build of the host left, in the configuration of this test.</summary>
    public static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Settings.Root, "src", "SupportBot", "bin", output.Parent!.Name, output.Name, "SupportBot.dll");
    }
}
