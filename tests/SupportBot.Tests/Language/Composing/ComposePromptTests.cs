using Microsoft.Extensions.AI;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Language.Composing;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Composing;

public sealed class ComposePromptTests
{
    private static readonly FactNames Facts = new(
        OrderStatus.Shipped, [Topic.Status, Topic.Shipping], [Fact.Order, Fact.Status, Fact.BoughtOn, Fact.ShippedOn], "en");

    [Fact]
    public void Data_Facts_AreTheLineThatTheModelWasTrainedWith() =>
        Assert.Equal("status=shipped; about=status,shipping; facts=order,status,bought_on,shipped_on", ComposePrompt.Data(Facts));

    [Theory]
    [InlineData((int)PromptProfile.BuiltIn)]
    [InlineData((int)PromptProfile.Chat)]
    [InlineData((int)PromptProfile.ChatWithoutSystem)]
    public void Write_Facts_AreTheDataAtTheEnd(int profile)
    {
        var request = new ScriptedRequest(ComposePrompt.Write((PromptProfile)profile, Facts), null, default);
        var other = new ScriptedRequest(ComposePrompt.Write((PromptProfile)profile, Facts with { Status = OrderStatus.Delivered }), null, default);

        Assert.Equal(ComposePrompt.Data(Facts), request.Data);
        Assert.Equal(ChatRole.User, request.Messages[^1].Role);
        Assert.Equal(request.Instructions, other.Instructions);
    }

    [Fact]
    public void Write_BuiltIn_IsNamedByOneWord() =>
        Assert.Equal("compose", ComposePrompt.Write(PromptProfile.BuiltIn, Facts)[0].Text);

    [Fact]
    public void Write_Chat_IsShortEnoughToBeReadOnce() =>
        Assert.InRange(ComposePrompt.Write(PromptProfile.Chat, Facts)[0].Text.Length, 1, 2600);

    [Fact]
    public void Write_Chat_HoldsExamplesThatPassTheCheck()
    {
        var lines = ComposePrompt.Write(PromptProfile.Chat, Facts)[0].Text.Split('\n', StringSplitOptions.TrimEntries);
        var examples = lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith("status=", StringComparison.Ordinal)).ToList();

        Assert.Equal(5, examples.Count);
        Assert.All(examples, example => Assert.Null(CorpusText.Refusal(example.First, example.Second)));
    }
}
