using Microsoft.Extensions.AI;
using SupportBot.Core.Conversation;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class LargeModelPromptTests
{
    private static readonly Grounded[] Found = [new(GroundedKind.Number, 6, 4, ["4711"]), new(GroundedKind.Product, 18, 6, ["5023"])];

    private static readonly Heard Said = new("where 4711 or the teapot, i paid 24.90", DateTimeOffset.UnixEpoch)
    {
        LastMove = BotMove.AskedWhich, OnShow = ["4711", "5023"], InFocus = "4711", IsRequestOpen = true, LastTopics = [Topic.Delivery, Topic.ArrivedAll],
        LastMarked = EncoderWords.Keep(EncoderWords.Read("4711 please, the lamp [now] 12345", [new(GroundedKind.Number, 0, 4, ["4711"]), new(GroundedKind.Product, 17, 4, ["5023"])])),
    };

    [Fact]
    public void Write_Data_IsTheConversationInOneLineAndTheMessageWithMarks() =>
        Assert.Equal(
            "bot: asked_which; on show: 2; talked about: one order; request: waits; asked: delivery, arrived_all; said before: NUMBER please , the PRODUCT [ now ] NUMBER\n"
            + "where NUMBER1 or the PRODUCT2, i paid 24.90",
            DataOf(LargeModelPrompt.Write(PromptProfile.Chat, Said, Found)));

    [Fact]
    public void Write_Opener_SaysThatThereIsNothingBefore() =>
        Assert.Equal("bot: start; on show: 0; talked about: none; request: none\nhello", DataOf(LargeModelPrompt.Write(PromptProfile.Chat, new Heard("hello", DateTimeOffset.UnixEpoch), [])));

    /// <summary>The customer's own numbers and things stay here, whoever runs the model.</summary>
    [Theory]
    [InlineData("Chat")]
    [InlineData("ChatWithoutSystem")]
    [InlineData("Remote")]
    public void Write_OwnNumbersAndThings_AreNowhere(string profile)
    {
        var prompt = string.Concat(LargeModelPrompt.Write(Enum.Parse<PromptProfile>(profile), Said, Found).SelectMany(message => message.Contents).Select(content => ((TextContent)content).Text));

        Assert.DoesNotContain("4711", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("5023", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("teapot", prompt, StringComparison.Ordinal);
    }

    /// <summary>So that they are computed once for all, and nothing of a customer's gets among them.</summary>
    [Theory]
    [InlineData("Chat")]
    [InlineData("ChatWithoutSystem")]
    [InlineData("Remote")]
    public void Write_Instructions_StandAloneInFrontAndAreTheSameForAll(string profile)
    {
        var prompt = LargeModelPrompt.Write(Enum.Parse<PromptProfile>(profile), Said, Found);
        var other = LargeModelPrompt.Write(Enum.Parse<PromptProfile>(profile), new Heard("hello", DateTimeOffset.UnixEpoch), []);

        Assert.Equal(InstructionsOf(other), InstructionsOf(prompt));
        Assert.Contains("never", InstructionsOf(prompt), StringComparison.Ordinal);
        Assert.All(prompt.SkipLast(1), message => Assert.Equal(ChatRole.System, message.Role));
        Assert.Equal(ChatRole.User, prompt[^1].Role);
    }

    [Fact]
    public void Write_Examples_HaveTheFormAskedFor()
    {
        var line = InstructionsOf(LargeModelPrompt.Write(PromptProfile.Chat, Said, [])).Split('\n');
        var json = InstructionsOf(LargeModelPrompt.Write(PromptProfile.Remote, Said, [])).Split('\n');

        Assert.Equal(3, line.Count(text => LargeModelForm.ReadLine(text) is not null));
        Assert.Equal(3, json.Count(text => LargeModelForm.ReadJson(text) is not null));
        Assert.DoesNotContain(json, text => LargeModelForm.ReadLine(text) is not null);
    }

    [Fact]
    public void Write_Labels_AreAllExplained()
    {
        var instructions = InstructionsOf(LargeModelPrompt.Write(PromptProfile.Chat, Said, []));
        string[] names =
        [
            .. Enum.GetValues<Act>().Select(EncoderNames.Of), .. Enum.GetValues<Topic>().Select(EncoderNames.Of), .. Enum.GetValues<ExpressionKind>().Select(EncoderNames.Of),
            "ORDER_INFO", "ORDER_HELP", "OUT_OF_SCOPE",
        ];

        Assert.All(names, name => Assert.Contains(name, instructions, StringComparison.Ordinal));
    }

    private static string DataOf(IReadOnlyList<ChatMessage> prompt) => ((TextContent)prompt[^1].Contents[^1]).Text;

    private static string InstructionsOf(IReadOnlyList<ChatMessage> prompt) =>
        string.Join('\n', prompt.SelectMany(message => message.Contents).SkipLast(1).Select(content => ((TextContent)content).Text));
}
