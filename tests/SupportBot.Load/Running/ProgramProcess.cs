using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SupportBot.Load.Running;

/// <summary>The program as a process of its own, in Development, with a data folder that goes with it.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const int MaxLinesKept = 20_000;
    private const int MaxErrorLines = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(Process process, DirectoryInfo data)
    {
        _process = process;
        _data = data;
    }

    public Uri Address => _address.Task.Result;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>User and system time of the process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it wrote to standard error, shortened; a crash says there where it happened.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <param name="program">The path of SupportBot.dll.</param>
    /// <param name="settings">As on the command line.</param>
    public static async Task<ProgramProcess> StartAsync(string program, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("supportbot-load-");
        var start = new ProcessStartInfo(
            "dotnet", [program, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Error", "--Logging:LogLevel:Microsoft", "Error", "--Logging:Console:FormatterName", "json", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["SUPPORTBOT_DATA"] = data.FullName;
        var started = new ProgramProcess(Process.Start(start)!, data);
        started.Listen();
        try
        {
            await started._address.Task.WaitAsync(Patience);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of its log since the last call, each one JSON object.</summary>
    public IReadOnlyList<string> TakeLog()
    {
        var lines = new List<string>();
        while (_log.TryDequeue(out var line))
            lines.Add(line);
        return lines;
    }

    /// <summary>A line of <c>/proc/PID/status</c>, such as VmRSS or VmHWM, in MiB; zero when the process is gone.</summary>
    public double Megabytes(string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>What a query finds in the bot's own database, each row as texts.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Read(string sql, params (string Name, string Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "bot.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The SQL is a constant of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        using var row = command.ExecuteReader();
        var rows = new List<IReadOnlyList<string>>();
        while (row.Read())
            rows.Add([.. Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? "" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture)!)]);
        return rows;
    }

    public Task WaitForExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            // The stack of an overflow is long; our own part of it stands at its end.
            if (line.Data is { } text && (_errors.Count < MaxErrorLines || text.Contains("at SupportBot.", StringComparison.Ordinal)))
                _errors.Enqueue(text);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        const string label = "Chat page";
        if (line is null)
            _address.TrySetException(new InvalidOperationException("The program ended before it listened: " + Errors));
        else if (line.StartsWith('{') && _log.Count < MaxLinesKept)
            _log.Enqueue(line);
        else if (line.IndexOf(label, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + label.Length)..].Trim()));
    }
}
