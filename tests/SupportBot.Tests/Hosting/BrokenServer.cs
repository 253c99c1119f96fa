using System.Net;
using System.Net.Sockets;

namespace SupportBot.Tests.Hosting;

/// <summary>How a server fails that takes every connection.</summary>
public enum Breakage
{
    /// <summary>Never answers.</summary>
    Hangs,

    /// <summary>Sends its answer so slowly that it never ends.</summary>
    Drips,

    /// <summary>Breaks the connection off.</summary>
    Resets,
}

/// <summary>A server on a free port of 127.0.0.1 that is of no use.</summary>
internal sealed class BrokenServer : IAsyncDisposable
{
    private static readonly byte[] Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _taken = new(0);
    private readonly Breakage _breakage;
    private readonly Task _accepting;
    private int _messages;

    public BrokenServer(Breakage breakage)
    {
        _breakage = breakage;
        _listener.Start(backlog: 1024);
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>How many messages came so far, typing aside; where it breaks connections off, it reads none.</summary>
    public int Messages => Volatile.Read(ref _messages);

    /// <summary>Waits until so many more connections came.</summary>
    public async Task TakeAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var i = 0; i < count; i++)
            await _taken.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _ending.Dispose();
        _taken.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
    }

    /// <returns>The type of the activity that comes; <c>null</c> when none does.</returns>
    private async Task<string?> ReadTypeAsync(Stream request)
    {
        const string name = "\"type\":\"";
        var read = "";
        var bytes = new byte[4096];
        while (await request.ReadAsync(bytes, _ending.Token) is var count and > 0)
        {
            read += Encoding.UTF8.GetString(bytes, 0, count);
            if (read.IndexOf(name, StringComparison.Ordinal) is var at and >= 0 && read.IndexOf('"', at + name.Length) is var end and >= 0)
                return read[(at + name.Length)..end];
        }

        return null;
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        _taken.Release();
        try
        {
            if (_breakage == Breakage.Resets)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            if (await ReadTypeAsync(client.GetStream()) == "message")
                Interlocked.Increment(ref _messages);
            if (_breakage == Breakage.Drips)
                await client.GetStream().WriteAsync(Head, _ending.Token);
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), _ending.Token);
                if (_breakage == Breakage.Drips)
                    await client.GetStream().WriteAsync(" "u8.ToArray(), _ending.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The test is over, or the bot has left.
        }
    }
}
