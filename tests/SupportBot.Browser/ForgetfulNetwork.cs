using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>A network that forgets open streams without telling either side, while calls and new streams go through.</summary>
public sealed class ForgetfulNetwork
{
    private readonly List<IWebSocketRoute> _streams = [];
    private int _forgotten;

    private ForgetfulNetwork()
    {
    }

    /// <summary>Streams that the page opened, the forgotten ones too.</summary>
    public int Streams => _streams.Count;

    /// <summary>Puts it around a page that isn't open yet.</summary>
    public static async Task<ForgetfulNetwork> AroundAsync(ChatTab tab)
    {
        var network = new ForgetfulNetwork();
        await tab.Page.RouteWebSocketAsync("**/stream**", network.Carry);
        return network;
    }

    /// <summary>Forgets the streams that are open now.</summary>
    public void Forget() => _forgotten = _streams.Count;

    /// <summary>Sends the empty frame that says that the stream lives.</summary>
    public void SayNothing() => _streams[^1].Send("");

    private void Carry(IWebSocketRoute stream)
    {
        var place = _streams.Count;
        _streams.Add(stream);
        var server = stream.ConnectToServer();
        server.OnMessage(frame =>
        {
            if (place >= _forgotten)
                stream.Send(frame.Text ?? "");
        });
    }
}
