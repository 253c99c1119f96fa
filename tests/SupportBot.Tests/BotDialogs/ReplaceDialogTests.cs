using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.BotDialogs;

public sealed class ReplaceDialogTests
{
    private static WaterfallStep Ask(string question) => (step, ct) => step.PromptAsync("text", DialogFlow.Ask(question), ct);

    private static readonly WaterfallStep ReplaceOrGoOn = async (step, ct) =>
        (string)step.Result == "replace"
            ? await step.ReplaceDialogAsync("second", cancellationToken: ct)
            : await step.NextAsync(cancellationToken: ct);

    private static ComponentDialog First() => new ComponentDialog("first")
        .AddDialog(new WaterfallDialog("w", [Ask("prompt one"), Ask("prompt two"), ReplaceOrGoOn, Ask("prompt four")]))
        .AddDialog(new WaterfallDialog("second", [Ask("prompt five"), Ask("prompt six"), (step, ct) => step.EndDialogAsync($"second:{step.Result}", ct)]))
        .AddDialog(new TextPrompt("text"));

    [Fact]
    public async Task Waterfall_GoesOn_KeepsItsSteps()
    {
        await new DialogFlow().Add(First()).Begin("first").WhenEnded(result => $"ended {result}")
            .Send("hello").AssertReply("prompt one")
            .Send("a").AssertReply("prompt two")
            .Send("b").AssertReply("prompt four")
            .Send("c").AssertReply("ended c")
            .StartTestAsync();
    }

    [Fact]
    public async Task Waterfall_Replaced_GoesOnWithTheOther()
    {
        await new DialogFlow().Add(First()).Begin("first").WhenEnded(result => $"ended {result}")
            .Send("hello").AssertReply("prompt one")
            .Send("a").AssertReply("prompt two")
            .Send("replace").AssertReply("prompt five")
            .Send("d").AssertReply("prompt six")
            .Send("e").AssertReply("ended second:e")
            .StartTestAsync();
    }

    [Fact]
    public async Task ReplaceDialogAsync_OptionsAreACancellationToken_Throws()
    {
        WaterfallStep replace = (step, ct) => step.ReplaceDialogAsync("second", CancellationToken.None, ct);
        var talk = new DialogFlow().Add(new WaterfallDialog("w", [replace])).Begin("w").Send("hello");
        await Assert.ThrowsAsync<ArgumentException>(talk.StartTestAsync);
    }
}
