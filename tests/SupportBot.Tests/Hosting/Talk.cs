using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;

namespace SupportBot.Tests.Hosting;

/// <summary>A customer who asks and waits for the reply, over Direct Line.</summary>
internal sealed class Talk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly DirectLineClient _client;

    private Talk(DirectLineClient client) => _client = client;

    public static async Task<Talk> StartAsync(BotHost host, string customerId = "6") => new(await DirectLineClient.SignInAsync(host.Http, customerId));

    /// <summary>How often the bot has spoken.</summary>
    public int Replies { get; private set; }

    /// <returns>All that the bot said to it: texts, and cards as JSON.</returns>
    public async Task<string> AskAsync(string text)
    {
        var posted = await _client.SayAsync(text);
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var replies = ((JArray)(await _client.ReadAsync()).Body["activities"]!)
                .Where(activity => (string?)activity["replyToId"] == posted["id"] && (string?)activity["type"] == "message").ToList();
            if (replies.Count == 0)
            {
                await Task.Delay(Look, limit.Token);
                continue;
            }
            Replies += replies.Count;
            return string.Join("\n", replies.Select(reply => $"{reply["text"]} {reply["attachments"]}"));
        }
    }
}
