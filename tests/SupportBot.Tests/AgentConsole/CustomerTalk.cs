using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;

namespace SupportBot.Tests.AgentConsole;

/// <summary>A customer in the web chat, who sees what their client sees: every message once, in order.</summary>
internal sealed class CustomerTalk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private DirectLineClient _client;
    private int _seen;

    private CustomerTalk(DirectLineClient client) => _client = client;

    public string ConversationId => _client.ConversationId;

    /// <summary>Opens the chat and reads the greeting.</summary>
    public static async Task<CustomerTalk> OpenAsync(HttpClient bot, string customerId = "6")
    {
        var talk = new CustomerTalk(await DirectLineClient.SignInAsync(bot, customerId));
        await talk._client.StartAsync();
        await talk.HearAsync();
        return talk;
    }

    /// <summary>Comes back after a time in which the token ran out.</summary>
    public Task ReturnAsync() => _client.ReturnAsync();

    /// <summary>The same customer, on a server that was started anew.</summary>
    public void GoOnAt(HttpClient restarted) => _client = _client.At(restarted);

    /// <summary>Says something, without waiting for a reply.</summary>
    public async Task SayAsync(string text)
    {
        var answer = await _client.SayAsync(text, Guid.NewGuid().ToString("N"));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
    }

    public async Task<string> AskAsync(string text)
    {
        await SayAsync(text);
        return await HearAsync();
    }

    /// <summary>Asks for a person.</summary>
    /// <returns>The id of the handoff.</returns>
    public async Task<string> AskForHelpAsync(string text = "I want to cancel my last order") =>
        System.Text.RegularExpressions.Regex.Match(await AskAsync(text), "H-[0-9A-Z]{6}").Value is { Length: > 0 } id ? id : throw new InvalidOperationException("No handoff was told of.");

    /// <summary>Waits for the next thing that somebody else says.</summary>
    public async Task<string> HearAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var said = await SaidAsync();
            if (said.Count > _seen)
                return said[_seen++];
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>All that others have said and this customer hasn't heard yet.</summary>
    public async Task<IReadOnlyList<string>> UnheardAsync() => [.. (await SaidAsync()).Skip(_seen)];

    /// <summary>All messages of the conversation, oldest first, as «who: what».</summary>
    public async Task<IReadOnlyList<string>> AllAsync() =>
        [.. (await MessagesAsync()).Select(message => $"{((string?)message["from"]!["role"] == "user" ? "customer" : (string?)message["from"]!["name"])}: {message["text"]}")];

    private async Task<IReadOnlyList<string>> SaidAsync() =>
        [.. (await MessagesAsync()).Where(message => (string?)message["from"]!["role"] == "bot").Select(message => (string?)message["text"] ?? "")];

    private async Task<IReadOnlyList<JToken>> MessagesAsync()
    {
        var all = new List<JToken>();
        var watermark = "0";
        while (true)
        {
            var page = await _client.ReadAsync(watermark);
            all.AddRange(page.Body["activities"]!.Where(activity => (string?)activity["type"] == "message"));
            if (page["watermark"] == watermark)
                return all;
            watermark = page["watermark"];
        }
    }
}
