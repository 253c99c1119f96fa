using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;

namespace SupportBot.Tests.Hosting;

/// <summary>A conversation in Teams as Bot Service delivers it: with its token, tenant and the sender's directory id.</summary>
internal sealed class TeamsChat : IAsyncDisposable
{
    private readonly TeamsBot _teams;
    private readonly string _type;
    private int _activities;

    private TeamsChat(TeamsBot teams, StandInChannel channel, string type) => (_teams, Channel, _type) = (teams, channel, type);

    public StandInChannel Channel { get; }

    public string ConversationId { get; } = "a:" + Guid.NewGuid().ToString("N");

    public string Tenant { get; set; } = TeamsBot.Tenant;

    public string? Person { get; set; } = TeamsBot.Ann;

    /// <summary>The channel's id of the sender, by which the token service knows them.</summary>
    public string UserId { get; } = "29:" + Guid.NewGuid().ToString("N");

    public static async Task<TeamsChat> StartAsync(TeamsBot teams, string type = "personal") => new(teams, await StandInChannel.StartAsync(), type);

    public JObject Activity(string type, string? text = null) => new()
    {
        ["type"] = type,
        ["id"] = $"t{++_activities}",
        ["timestamp"] = DateTime.UnixEpoch.AddSeconds(_activities),
        ["channelId"] = "msteams",
        ["serviceUrl"] = Channel.ServiceUrl,
        ["conversation"] = new JObject { ["id"] = ConversationId, ["conversationType"] = _type, ["tenantId"] = Tenant, ["isGroup"] = _type != "personal" },
        ["from"] = new JObject { ["id"] = UserId, ["name"] = "Ann", ["aadObjectId"] = Person },
        ["recipient"] = new JObject { ["id"] = "28:" + TeamsBot.AppId, ["name"] = "Shop" },
        ["channelData"] = new JObject { ["tenant"] = new JObject { ["id"] = Tenant } },
        ["text"] = text,
        ["locale"] = "en-US",
    };

    public JObject Invoke(string name, JToken? value = null)
    {
        var invoke = Activity("invoke");
        invoke["name"] = name;
        invoke["value"] = value;
        return invoke;
    }

    public JObject Exchange(string token, string id = "x1") =>
        Invoke("signin/tokenExchange", new JObject { ["id"] = id, ["connectionName"] = TeamsBot.Connection, ["token"] = token });

    /// <summary>Delivers an activity.</summary>
    public async Task<(HttpStatusCode Status, JObject? Body)> SendAsync(JObject activity)
    {
        var claims = new Dictionary<string, object> { ["serviceurl"] = Channel.ServiceUrl };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _teams.BotFramework.Tokens.Issue("https://api.botframework.com", TeamsBot.AppId, claims));
        using var response = await _teams.Bot.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.StartsWith('{') ? JObject.Parse(body) : null);
    }

    public async Task TakeAsync(JObject activity) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(activity)).Status);

    /// <summary>Sends a message and waits for the next reply.</summary>
    public async Task<JObject> AskAsync(string text)
    {
        await TakeAsync(Activity("message", text));
        return await Channel.NextReplyAsync();
    }

    public async Task<string> AskForTextAsync(string text) => (string)(await AskAsync(text))["text"]!;

    public async Task<string> NextTextAsync() => (string)(await Channel.NextReplyAsync())["text"]!;

    /// <summary>Nothing was said since the last reply, and the next message is answered.</summary>
    public async Task AssertSilenceAsync() => Assert.Equal(ReplyTexts.Hello(TeamsBot.English), await AskForTextAsync("hello"));

    public ValueTask DisposeAsync() => Channel.DisposeAsync();
}
