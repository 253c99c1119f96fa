using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Language.Composing;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Benchmarks;

/// <summary>The texts that models are measured with, the bot's and those of the flow to beat, without a customer's values.</summary>
internal static class ReadTexts
{
    public static IEnumerable<string> All =>
    [
        .. LargeModelPrompt.Write(PromptProfile.Chat, new Heard("", DateTimeOffset.UnixEpoch), []).Concat(ComposePrompt.Write(PromptProfile.Chat, new FactNames(OrderStatus.Shipped, [], [], "en"))).Select(message => message.Text),
        ThreeCallFlow.Label(""),
        ThreeCallFlow.Parameters("", "", [], ""),
        ThreeCallFlow.Answer("", "", ""),
        .. Questions.All,
    ];
}
