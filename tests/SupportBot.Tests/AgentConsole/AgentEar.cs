using System.Net.ServerSentEvents;
using System.Text.Json;

namespace SupportBot.Tests.AgentConsole;

/// <summary>An agent's console that listens to the events.</summary>
internal sealed class AgentEar : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Stream _stream;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private AgentEar(Stream stream)
    {
        _stream = stream;
        _events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Listens from now on.</summary>
    public static async Task<AgentEar> OpenAsync(HttpClient bot, AgentClient agent)
    {
        var ear = new AgentEar(await bot.GetStreamAsync(new Uri($"/api/agent/events?access_token={agent.Token}", UriKind.Relative)));
        await ear.NextAsync("ping");
        return ear;
    }

    /// <summary>The next event of this kind.</summary>
    public async Task<JsonElement> NextAsync(string kind)
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            if (_events.Current.EventType == kind)
                return JsonSerializer.Deserialize<JsonElement>(_events.Current.Data);
        }

        throw new InvalidOperationException("The events have ended.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _events.DisposeAsync();
    }
}
