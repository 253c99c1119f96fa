using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>A channel may give its conversations and activities any ids; the replies find the way back.</summary>
public sealed class ConversationHeaderTests(SharedBot shared) : IClassFixture<SharedBot>, IAsyncLifetime
{
    private static readonly string Hello = ReplyTexts.Hello(CultureInfo.GetCultureInfo("en-US"));

    private StandInChannel _channel = null!;

    public async Task InitializeAsync() => _channel = await StandInChannel.StartAsync();

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    [Theory]
    [InlineData("gespräch-ñ-会话")]
    [InlineData("a/b")]
    [InlineData("100%")]
    [InlineData("%2e%2e/%00")]
    [InlineData(" with spaces ")]
    [InlineData("a/../../b")]
    [InlineData("a?b#c")]
    [InlineData("🛒")]
    public async Task Reply_ToAnyIds_Arrives(string id)
    {
        var message = _channel.Message("hello");
        message["conversation"] = new JObject { ["id"] = id + _channel.ConversationId };
        message["id"] = id;

        using var response = await StandInChannel.PostAsync(shared.Bot.Http, message);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var reply = await _channel.NextReplyAsync();
        Assert.Equal((Hello, id + _channel.ConversationId, id), ((string?)reply["text"], (string?)reply["conversation"]!["id"], (string?)reply["replyToId"]));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("\0..")]
    [InlineData("line\r\nfeed: x")]
    public async Task Post_IdThatNoAddressOrHeaderCanHold_Is400(string id)
    {
        var message = _channel.Message("hello");
        message["conversation"] = new JObject { ["id"] = id };

        using var response = await StandInChannel.PostAsync(shared.Bot.Http, message);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b\0")]
    [InlineData("\udc00a")]
    public async Task Post_ExpectRepliesWithAnIdThatNoDatabaseKeeps_IsAnsweredInTheResponse(string id)
    {
        var message = _channel.Message("hello");
        message["id"] = id;
        message["deliveryMode"] = "expectReplies";
        message["conversation"] = new JObject { ["id"] = "c" + id + _channel.ConversationId };

        using var response = await StandInChannel.PostAsync(shared.Bot.Http, Escaped(message));

        Assert.Equal(Hello, (string?)JObject.Parse(await response.Content.ReadAsStringAsync())["activities"]![0]!["text"]);
    }

    /// <summary>Half a surrogate pair can be sent as an escape only.</summary>
    private static string Escaped(JObject message) => message.ToString().Replace("\udc00", "\\udc00", StringComparison.Ordinal);
}
