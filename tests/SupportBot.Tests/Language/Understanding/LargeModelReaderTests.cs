using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;

namespace SupportBot.Tests.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

public sealed class LargeModelReaderTests
{
    private const string Said = "not 4711, the teapot from may, the second one";

    private static readonly Grounded Number = new(GroundedKind.Number, 4, 4, ["4711"]);
    private static readonly Grounded Product = new(GroundedKind.Product, 14, 6, ["5023", "4890"]);

    [Fact]
    public void Read_Marks_AreTheOrdersFound()
    {
        var understood = Read([Number, Product], new(ExpressionKind.Number, "NUMBER1", true), new(ExpressionKind.Product, "product2", false));

        Assert.Equal("Product:5023,4890", ReferenceText.Write(understood.Orders));
        Assert.Equal(["Id:4711"], understood.Orders.Except.Select(ReferenceText.Write));
    }

    [Fact]
    public void Read_WordsOfTheMessage_MeanWhatCodeReads() =>
        Assert.Equal("Ordinal:2", ReferenceText.Write(Read([], new LargeModelExpression(ExpressionKind.Position, "The Second One", false)).Orders));

    /// <summary>A model can't name an order that the customer didn't.</summary>
    [Theory]
    [InlineData("9999")]
    [InlineData("NUMBER7")]
    [InlineData("the third one")]
    [InlineData("")]
    public void Read_WordsThatTheMessageLacks_AreDropped(string words)
    {
        foreach (var kind in Enum.GetValues<ExpressionKind>())
            Assert.Equal("None", ReferenceText.Write(Read([], new LargeModelExpression(kind, words, false)).Orders));
    }

    [Fact]
    public void Read_OwnThingsThatTheModelLeavesOut_CountAllTheSame()
    {
        Assert.Equal("Id:4711", ReferenceText.Write(Read([Number]).Orders));
        Assert.Equal("Product:5023,4890", ReferenceText.Write(Read([Product], new LargeModelExpression(ExpressionKind.Pronoun, "the teapot", false)).Orders));
    }

    [Fact]
    public void Read_ActIntentAndTopics_AreTheModels()
    {
        var understood = LargeModelReader.Read(new Heard("are they all here", DateTimeOffset.UnixEpoch), [], new LargeModelReading(Act.Ask, Intent.OrderInfo, [Topic.ArrivedAll], []));

        Assert.Equal((Act.Ask, Intent.OrderInfo, Overview.Arrived), (understood.Act, understood.Intent, understood.Overview));
        Assert.Equal([Topic.ArrivedAll], understood.Topics);
        Assert.False(understood.IsUnsure);
    }

    private static Understanding Read(IReadOnlyList<Grounded> found, params LargeModelExpression[] orders) =>
        LargeModelReader.Read(new Heard(Said, new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero)), found, new LargeModelReading(Act.Ask, Intent.OrderInfo, [], orders));
}
