using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Browser;

/// <summary>The network between the browser and the program, which can fail as a sleeping laptop's does.</summary>
public sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public CuttableProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAllAsync();
    }

    public Uri Address { get; }

    /// <summary>Breaks every connection and refuses new ones until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys)
            Break(socket);
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open[client] = _open[server] = 0;
        try
        {
            if (_isCut)
                return;
            await server.ConnectAsync(_target.Host, _target.Port);
            await Task.WhenAll(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (SocketException)
        {
            // The program is down.
        }
        finally
        {
            Break(client);
            Break(server);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Break(from);
            Break(to);
        }
    }

    /// <summary>With a reset, so that the other side notices at once.</summary>
    private static void Break(Socket socket) => socket.Close(0);
}
