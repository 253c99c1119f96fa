using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Data.Sqlite;
using SupportBot.Hosting;

namespace SupportBot.Browser;

/// <summary>The real program as a process, in Development, with a data folder of its own.</summary>
public sealed class ProgramUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-browser-");
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>The setting <c>Llm:Model</c> of the next start.</summary>
    public string Model { get; set; } = "none";

    /// <summary>Further settings of the next start, by the names that the environment gives them.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>The sample shop that the program made at its start.</summary>
    public string OrdersFile => Path.Combine(_folder.FullName, "sample-orders.db");

    public static string Setting(string name) =>
        typeof(ProgramUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;

    /// <summary>Starts it, or starts it again at the same address with the same data, and waits until it would answer.</summary>
    public async Task StartAsync()
    {
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
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
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

    /// <summary>The first column of what a query finds in the bot's own database.</summary>
    public IReadOnlyList<string> Read(string sql)
    {
        using var connection = Open(Path.Combine(_folder.FullName, "bot.db"), sql, out var command);
        using var row = command.ExecuteReader();
        var found = new List<string>();
        while (row.Read())
            found.Add(row.GetString(0));
        return found;
    }

    /// <summary>A value of the sample shop.</summary>
    public string ReadShop(string sql, string id)
    {
        using var connection = Open(OrdersFile, sql, out var command);
        command.Parameters.AddWithValue("@id", id);
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>Changes the bot's own data under its hands.</summary>
    public void ChangeBot(string sql, string value, string id) => Change(Path.Combine(_folder.FullName, "bot.db"), sql, value, id);

    public void ChangeShop(string sql, string value, string id) => Change(OrdersFile, sql, value, id);

    private static void Change(string file, string sql, string value, string id)
    {
        using var connection = Open(file, sql, out var command);
        command.Parameters.AddWithValue("@value", value);
        command.Parameters.AddWithValue("@id", id);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private static SqliteConnection Open(string file, string sql, out SqliteCommand command)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        command = connection.CreateCommand();
#pragma warning disable CA2100 // The SQL is a constant of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return connection;
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
