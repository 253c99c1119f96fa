using System.Security.Claims;
using System.Security.Principal;
using System.Xml.Linq;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

using Channels = Microsoft.Bot.Connector.Channels;

/// <summary>The middleware that shows typing, sets voices and cleans mentions.</summary>
public sealed class MessageMiddlewareTests
{
    private const string Ssml = "http://www.w3.org/2001/10/synthesis";

    private readonly RecordingAdapter _adapter = new();

    [Fact]
    public async Task ShowTyping_SlowBot_TypesUntilTheTurnIsOver()
    {
        var typed = new TaskCompletionSource();
        var twice = new TaskCompletionSource();
        _adapter.Use(new ShowTypingMiddleware(0, 1));
        _adapter.OnSent = activity =>
        {
            if (activity.Type == ActivityTypes.Typing && !typed.TrySetResult())
            {
                twice.TrySetResult();
            }
        };
        using var turn = Turns.Of(_adapter);
        var responded = true;

        await _adapter.RunAsync(turn, async (context, _) =>
        {
            await twice.Task;
            responded = context.Responded;
        });

        Assert.False(responded);
        Assert.All(_adapter.Sent, activity => Assert.Equal((ActivityTypes.Typing, "convo"), (activity.Type, activity.Conversation.Id)));
    }

    [Fact]
    public async Task ShowTyping_QuickBot_DoesNotType()
    {
        _adapter.Use(new ShowTypingMiddleware(60_000, 1));
        using var turn = Turns.Of(_adapter);

        await _adapter.RunAsync(turn, (context, ct) => context.SendActivityAsync("quick", cancellationToken: ct));

        Assert.Equal("quick", Assert.Single(_adapter.Sent).Text);
    }

    [Theory]
    [InlineData(ActivityTypes.Event, false)]
    [InlineData(ActivityTypes.Message, true)]
    public async Task ShowTyping_NoMessageOrASkill_DoesNotType(string type, bool skill)
    {
        var activity = Turns.Message();
        activity.Type = type;
        using var turn = Turns.Of(activity, _adapter);
        if (skill)
        {
            turn.TurnState.Add<IIdentity>(BotAdapter.BotIdentityKey, new ClaimsIdentity([
                new Claim(AuthenticationConstants.VersionClaim, "2.0"),
                new Claim(AuthenticationConstants.AudienceClaim, "this-bot"),
                new Claim(AuthenticationConstants.AuthorizedParty, "other-bot"),
            ]));
        }

        _adapter.Use(new ShowTypingMiddleware(0, 1));
        await _adapter.RunAsync(turn, async (_, _) => await Task.Yield());

        Assert.Empty(_adapter.Sent);
    }

    [Fact]
    public void ShowTyping_ImpossibleTimes_AreRefused()
    {
        Assert.Equal("delay", Assert.Throws<ArgumentOutOfRangeException>(() => new ShowTypingMiddleware(-1)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => new ShowTypingMiddleware(0, 0)).ParamName);
    }

    [Theory]
    [InlineData(true, null, "OK")]
    [InlineData(false, null, null)]
    [InlineData(true, "spoken", "spoken")]
    public async Task SetSpeak_ChannelThatDoesNotSpeak_OnlyFallsBackToTheText(bool fallback, string? speak, string? expected)
    {
        var reply = MessageFactory.Text("OK", speak);

        await SpeakAsync(Channels.Webchat, "voice", fallback, reply);

        Assert.Equal(expected, reply.Speak);
    }

    [Theory]
    [InlineData(Channels.Emulator)]
    [InlineData(Channels.DirectlineSpeech)]
    [InlineData(Channels.Telephony)]
    public async Task SetSpeak_ChannelThatSpeaks_GetsTheVoice(string channel)
    {
        var reply = MessageFactory.Text("less < more");

        await SpeakAsync(channel, "Mary", true, reply);

        var root = XElement.Parse(reply.Speak);
        Assert.Equal((XName.Get("speak", Ssml), "1.0", "en-us"), (root.Name, root.Attribute("version")!.Value, root.Attribute(XNamespace.Xml + "lang")!.Value));
        var voice = root.Element(XName.Get("voice", Ssml))!;
        Assert.Equal(("Mary", "less < more"), (voice.Attribute("name")!.Value, voice.Value));
    }

    [Fact]
    public async Task SetSpeak_AlreadySsml_KeepsIt()
    {
        var speak = "<speak version=\"1.0\">hi</speak>";
        var reply = MessageFactory.Text("OK", speak);
        var voices = MessageFactory.Text("OK", "<voice name=\"A\">a</voice><voice name=\"B\">b</voice>");

        await SpeakAsync(Channels.Emulator, "Mary", true, reply);
        await SpeakAsync(Channels.Emulator, "Mary", true, voices);

        Assert.Equal(speak, reply.Speak);
        Assert.Equal(["A", "B"], XElement.Parse(voices.Speak).Elements().Select(voice => voice.Attribute("name")!.Value));
    }

    [Fact]
    public async Task SetSpeak_NoVoice_KeepsTheText()
    {
        var reply = MessageFactory.Text("OK");

        await SpeakAsync(Channels.Emulator, null, true, reply);

        Assert.Equal("OK", reply.Speak);
    }

    [Fact]
    public async Task NormalizeMentions_BotMentioned_TakesItOutOfTextAndEntities()
    {
        var activity = Mentioning("<at>Bot</at> where is <at>Tom</at>is parcel?", ("bot", "<at>Bot</at>"), ("tom", "<at>Tom</at>"));

        await RunAsync(new NormalizeMentionsMiddleware(), activity);

        Assert.Equal("where is Tom is parcel?", activity.Text.Trim());
        Assert.Equal("Tom", (string?)Assert.Single(activity.Entities).Properties["text"]);
    }

    [Fact]
    public async Task NormalizeMentions_KeepingTheBot_TakesOutTagsOnly()
    {
        var activity = Mentioning("<at id=\"1\">Bot</at> hi", ("bot", "<at>Bot</at>"));

        await RunAsync(new NormalizeMentionsMiddleware { RemoveRecipientMention = false }, activity);

        Assert.Equal("Bot hi", activity.Text);
        Assert.Equal("Bot", (string?)Assert.Single(activity.Entities).Properties["text"]);
    }

    [Fact]
    public async Task NormalizeMentions_TagWithoutEnd_StaysAsItIs()
    {
        var activity = Mentioning("an <at> unfinished tag");

        await RunAsync(new NormalizeMentionsMiddleware(), activity);

        Assert.Equal("an <at> unfinished tag", activity.Text);
    }

    [Fact]
    public async Task SkypeMentions_Tagged_KeepTheNameOnly()
    {
        var activity = Mentioning("botname sometext", ("bot", "<at id=\"28:2bc5b54d\">botname</at>"));
        activity.ChannelId = Channels.Skype;

        await RunAsync(new SkypeMentionNormalizeMiddleware(), activity);

        Assert.Equal("botname", (string?)Assert.Single(activity.Entities).Properties["text"]);
        Assert.Equal("sometext", activity.RemoveRecipientMention());
    }

    [Fact]
    public async Task RegisterClass_Service_IsInTheTurnState()
    {
        _adapter.Use(new RegisterClassMiddleware<Service>(new Service("by type"))).Use(new RegisterClassMiddleware<Service>(new Service("by key"), "key"));
        using var turn = Turns.Of(_adapter);

        await _adapter.RunAsync(turn, null);

        Assert.Equal(("by type", "by key"), (turn.TurnState.Get<Service>().Name, turn.TurnState.Get<Service>("key").Name));
    }

    private static Activity Mentioning(string text, params (string Id, string Text)[] mentions)
    {
        var activity = Turns.Message(text);
        activity.Entities = [.. mentions.Select(mention => new Entity("mention")
        {
            Properties = new JObject { ["mentioned"] = new JObject { ["id"] = mention.Id, ["name"] = mention.Id }, ["text"] = mention.Text },
        })];
        return activity;
    }

    private async Task RunAsync(IMiddleware middleware, Activity activity)
    {
        _adapter.Use(middleware);
        using var turn = Turns.Of(activity, _adapter);
        await _adapter.RunAsync(turn, null);
    }

    private static Task SpeakAsync(string channel, string? voice, bool fallback, Activity reply) =>
        new TestAdapter(channel).Use(new SetSpeakMiddleware(voice, fallback))
            .SendTextToBotAsync("hi", (turn, ct) => turn.SendActivityAsync(reply, ct), CancellationToken.None);

    private sealed record Service(string Name);
}
