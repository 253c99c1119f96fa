using System.Globalization;
using System.Text.Json;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;

namespace SupportBot.Tests.Eval;

public sealed class ConversationSetTests
{
    [Fact]
    public void ReadRow_WholeRow_HasItsFields()
    {
        var row = Read("""
            {"id": "c1", "lang": "de", "origin": "o", "customer": 6, "as_of": "2026-11-02", "later": 1,
             "turns": [{"text": "hi", "must": [["a", "b"], ["c"]], "must_not": ["d"]}, {"text": "bye"}]}
            """);

        Assert.Equal(("c1", "6", "de", "o", new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero)), (row.Id, row.Customer, row.Lang, row.Origin, row.AsOf!.Value));
        Assert.Equal(["«a» or «b»; «c»; not «d»", ""], row.Turns.Select(turn => turn.Expected));
    }

    [Theory]
    [InlineData("""{"customer": "6", "turns": [{"text": "t"}]}""", "it has no \"id\"")]
    [InlineData("""{"id": "a", "turns": [{"text": "t"}]}""", "it has no \"customer\"")]
    [InlineData("""{"id": "a", "customer": "6"}""", "it has no \"turns\"")]
    [InlineData("""{"id": "a", "customer": "6", "turns": "t"}""", "\"turns\" is no list")]
    [InlineData("""{"id": "a", "customer": "6", "turns": ["t"]}""", "turn 1: it is no JSON object")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t"}, {"must": []}]}""", "turn 2: it has no \"text\"")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": ["a"]}]}""", "turn 1: group 1 of \"must\" is no list")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [["a"], []]}]}""", "turn 1: group 2 of \"must\" is empty")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [[5]]}]}""", "turn 1: group 1 of \"must\" has a pattern that is no text")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [["ok", "(a"]]}]}""", "turn 1: group 1 of \"must\" has no regular expression: Invalid pattern '(a'")]
    [InlineData("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must_not": ["[a"]}]}""", "turn 1: \"must_not\" has no regular expression: Invalid pattern '[a'")]
    public void ReadRow_WhatCannotBeUsed_SaysWhereAndWhy(string row, string why) =>
        Assert.StartsWith(why, Assert.Throws<FormatException>(() => Read(row)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Order 5 is SHIPPED.", "", null)]
    [InlineData("Order 5: on its way.", "", null)]
    [InlineData("Shipped.", "Order 5", null)]
    [InlineData("Shipped at 3\u202FPM: order\u00A05.", "", null)]
    [InlineData("Order 5 is here.", "", "the reply has nothing of «shipped» or «on its way»")]
    [InlineData("It is shipped.", "", "the reply has nothing of «order 5»")]
    [InlineData("Order 5 is shipped, or Lost.", "", "the reply has «Lost», which «l[o0]st» forbids")]
    [InlineData("Order 5 is shipped.", "lost", "the reply has «lost», which «l[o0]st» forbids")]
    [InlineData("", "", "the reply has nothing of «shipped» or «on its way»")]
    public void Judge_Reply_NeedsOneHitOfEachGroupAndNoneOfTheForbidden(string text, string onCards, string? wrong)
    {
        var turn = Read("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [["shipped", "on its way"], ["order 5"]], "must_not": ["l[o0]st", "gone"]}]}""").Turns[0];

        Assert.Equal(wrong, ConversationSet.Judge(turn, Turn(text) with { OnCards = onCards }));
    }

    [Fact]
    public void Judge_TurnOutsideOfTheDialogs_IsReadAsAny() =>
        Assert.Null(ConversationSet.Judge(Read("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [["waiting"]]}]}""").Turns[0], new BotTurn("It is waiting.", null)));

    [Fact]
    public void Judge_TurnThatFailed_IsWrongWhateverIsExpected() =>
        Assert.Equal("the turn failed", ConversationSet.Judge(Read("""{"id": "a", "customer": "6", "turns": [{"text": "t"}]}""").Turns[0], new BotTurn("Sorry", null) { SaysTrouble = true }));

    [Fact]
    public void Judge_PatternThatNeverEnds_IsStoppedAndNamed()
    {
        var turn = Read("""{"id": "a", "customer": "6", "turns": [{"text": "t", "must": [["^(a|aa)+$"]]}]}""").Turns[0];

        Assert.Equal("the pattern «^(a|aa)+$» takes more than 1 s on this reply", ConversationSet.Judge(turn, Turn(new string('a', 80) + "!")));
    }

    [Fact]
    public async Task Measure_Conversations_CountsTurnsAndWholeConversations()
    {
        var bot = new EchoBot();
        var results = new Results();
        ConversationRow[] rows =
        [
            Read("""{"id": "good", "customer": "6", "lang": "en", "origin": "x", "turns": [{"text": "one", "must": [["one"]]}, {"text": "two", "must": [["two"]]}, {"text": "three"}]}"""),
            Read("""{"id": "bad", "customer": "7", "lang": "de", "origin": "x", "as_of": "2026-11-02", "turns": [{"text": "four", "must": [["four"]]}, {"text": "five", "must_not": ["five"]}]}""", 9),
        ];

        await ConversationSet.MeasureAsync(rows, bot, results, new Unheard(), CancellationToken.None);

        Assert.Equal(new() { ["conversations"] = 2, ["turns"] = 5, ["turns_right"] = 0.8, ["conversations_right"] = 0.5 }, new Dictionary<string, double>(results.Metrics));
        Assert.Equal(0.8, results.ByOrigin["x"]["turns_right"]);
        Assert.Equal((1, 0.5), (results.ByLang["en"]["conversations_right"], results.ByLang["de"]["turns_right"]));
        Assert.Equal(new Wrong("conversations", 9, "x", "four ⏎ five", "not «five»", "bad, turn 2: the reply has «five», which «five» forbids", "I heard five."), Assert.Single(results.Errors));
        Assert.Equal([("6", ConversationSet.DefaultNow), ("7", new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero))], bot.Heard.Distinct());
        Assert.Equal(new DateTimeOffset(2026, 10, 21, 12, 0, 0, TimeSpan.Zero), ConversationSet.DefaultNow);
    }

    /// <summary>All that a customer can read or tap is matched.</summary>
    [Fact]
    public void TurnOf_CardsAndButtons_AreInItsWords()
    {
        var turn = RealBot.TurnOf("""
            {"activities": [
              {"type": "typing"},
              {"type": "message", "text": "Which one?", "attachments": [
                {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"type": "AdaptiveCard", "fallbackText": "1. 5 · June 3", "body": [
                  {"type": "Container", "selectAction": {"type": "Action.Submit", "data": "5"}, "items": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Order 5"}]}]}],
                  "actions": [{"type": "Action.Submit", "title": "Show all"}]}},
                {"contentType": "application/vnd.microsoft.card.hero", "content": {"title": "Your orders", "subtitle": "Newest first", "text": "Tap one", "buttons": [{"type": "imBack", "title": "The older one", "value": "4"}]}}]},
              {"type": "message", "text": "Shall I?", "suggestedActions": {"actions": [{"type": "imBack", "title": "Yes, please", "value": "yes"}]}}]}
            """, "m1", null);

        var all = $"{turn.Text}\n{turn.OnCards}";
        Assert.All(
            ["Which one?", "1. 5 · June 3", "Order 5", "Show all", "Your orders", "Newest first", "Tap one", "The older one", "Shall I?", "Yes, please"],
            words => Assert.Contains(words, all, StringComparison.Ordinal));
        Assert.False(turn.SaysTrouble);
    }

    [Fact]
    public void TurnOf_WordsOfTrouble_AreKnownByTheMessageThatTheyName()
    {
        var reply = JsonSerializer.Serialize(new { activities = new[] { new { type = "message", text = ReplyTexts.Trouble(CultureInfo.InvariantCulture, "0198c5a7") } } });

        Assert.True(RealBot.TurnOf(reply, "0198c5a7", null).SaysTrouble);
    }

    private static ConversationRow Read(string row, int line = 1) => ConversationSet.ReadRow(JsonElement.Parse(row), line);

    private static BotTurn Turn(string reply) => ReferenceSetTests.Turn(reply);

    /// <summary>Has no memory, as baselines.</summary>
    private sealed class EchoBot : IEvaluatedBot
    {
        public List<(string UserId, DateTimeOffset Now)> Heard { get; } = [];

        public Task<BotTurn> AskAsync(Asking asking, CancellationToken ct)
        {
            Heard.Add((asking.UserId, asking.Now));
            return Task.FromResult(Turn($"I heard {asking.Text}."));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Unheard : IProgress<Step>
    {
        public void Report(Step value)
        {
        }
    }
}
