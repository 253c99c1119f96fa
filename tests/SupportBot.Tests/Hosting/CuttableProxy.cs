using System.Net;
using System.Net.Sockets;

namespace SupportBot.Tests.Hosting;

/// <summary>The network between a client and the server, which the test can cut: open connections break, new ones are
/// reset. The server behind it can be another one later, at the same address for the client.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly SemaphoreSlim _refusals = new(0);
    private readonly Task _accepting;
    private Uri? _server;

    public CuttableProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        lock (_lock)
        {
            _server = null;
            foreach (var end in _open)
                Reset(end);
            _open.Clear();
        }
    }

    public void Mend(Uri server)
    {
        lock (_lock)
            _server = server;
    }

    /// <summary>Waits until so many more connections were refused.</summary>
    public async Task RefuseAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var i = 0; i < count; i++)
            await _refusals.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
        _listener.Dispose();
        _refusals.Dispose();
    }

    private static void Reset(TcpClient end)
    {
        end.LingerState = new LingerOption(true, 0);
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var server = new TcpClient();
        Uri? to;
        lock (_lock)
        {
            to = _server;
            if (to is not null)
                _open.UnionWith([client, server]);
        }

        try
        {
            if (to is null)
            {
                _refusals.Release();
                return;
            }

            await server.ConnectAsync(to.Host, to.Port);
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is gone, or the line was cut meanwhile.
        }
        finally
        {
            lock (_lock)
                _open.ExceptWith([client, server]);
            Reset(client);
            server.Dispose();
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Either end left.
        }
    }
}
