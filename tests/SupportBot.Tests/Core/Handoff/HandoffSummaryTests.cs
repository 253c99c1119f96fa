using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class HandoffSummaryTests
{
    private static readonly DateTimeOffset Requested = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_WhatWasAskedBefore_StandsWithTheBotsAnswers()
    {
        var summary = HandoffSummary.Of(Ticket("cancel it please"),
        [
            Line(-5, Speaker.Bot, "Hello! How can I help?"),
            Line(-4, Speaker.Customer, "where is my order?"),
            Line(-4, Speaker.Bot, "Order 7 has been shipped.\nOrder 7 · shipped"),
            Line(-3, Speaker.Bot, "Anything else?"),
            Line(-2, Speaker.Customer, "hm"),
            Line(0, Speaker.Customer, "cancel it please"),
            Line(1, Speaker.Bot, "I have handed this over."),
            Line(2, Speaker.Customer, "how long?"),
        ]);

        Assert.Equal("cancel it please", summary.Wants);
        Assert.Equal(["7"], summary.OrderIds);
        Assert.Equal([new("where is my order?", "Order 7 has been shipped."), new("hm", null)], summary.Tried);
    }

    [Fact]
    public void Of_ARequestAtOnce_NothingWasTried() =>
        Assert.Empty(HandoffSummary.Of(Ticket("a human"), [Line(-1, Speaker.Bot, "Hello!"), Line(0, Speaker.Customer, "a human")]).Tried);

    [Fact]
    public void Of_WhatAnAgentDealtWithOrWasLongAgo_IsLeftOut()
    {
        var summary = HandoffSummary.Of(Ticket("again"),
        [
            Line(-60 * 25, Speaker.Customer, "yesterday's matter"),
            Line(-60 * 25, Speaker.Bot, "an answer"),
            Line(-50, Speaker.Customer, "to the agent"),
            Line(-49, Speaker.Agent, "done"),
            Line(-10, Speaker.Customer, "and now?"),
            Line(-10, Speaker.Bot, "this"),
            Line(0, Speaker.Customer, "again"),
        ]);

        Assert.Equal([new("and now?", "this")], summary.Tried);
    }

    [Fact]
    public void Of_ManyAndLongOnes_KeepsTheLastFiveCutAtAWord()
    {
        var lines = Enumerable.Range(0, 8).SelectMany(i => new[]
        {
            Line(i - 20, Speaker.Customer, $"question {i}"),
            Line(i - 20, Speaker.Bot, string.Join(' ', Enumerable.Repeat("answer", 60))),
        }).Append(Line(0, Speaker.Customer, "a human"));

        var tried = HandoffSummary.Of(Ticket("a human"), [.. lines]).Tried;

        Assert.Equal(["question 3", "question 4", "question 5", "question 6", "question 7"], tried.Select(step => step.Asked));
        Assert.All(tried, step => Assert.Matches("^(answer )+answer…$", step.Answered));
        Assert.All(tried, step => Assert.InRange(step.Answered!.Length, 100, 160));
    }

    private static HandoffTicket Ticket(string reason) =>
        new("H-AAAAAA", HandoffState.Queued, reason, new ConversationKey("test", "c"), null, "Maya", ["7"], Requested, null);

    private static TranscriptEntry Line(int minutes, Speaker by, string text) => new(Requested.AddMinutes(minutes), by, text);
}
