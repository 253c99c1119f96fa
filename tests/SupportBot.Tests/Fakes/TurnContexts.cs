using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Fakes;

/// <summary>Turns to test with.</summary>
internal static class Turns
{
    public static Activity Message(string text = "hello") => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Id = "in-1",
        ChannelId = "test",
        ServiceUrl = "https://test.example",
        From = new ChannelAccount("user", "User"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(id: "convo"),
    };

    public static TurnContext Of(Activity activity, BotAdapter? adapter = null) => new(adapter ?? new RecordingAdapter(), activity);

    public static TurnContext Of(BotAdapter adapter) => new(adapter, Message());
}
