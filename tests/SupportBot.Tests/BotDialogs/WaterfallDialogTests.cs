using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.BotDialogs;

public sealed class WaterfallDialogTests
{
    private static WaterfallStep Say(string text) => async (step, ct) =>
    {
        await step.Context.SendActivityAsync(MessageFactory.Text(text), ct);
        return Dialog.EndOfTurn;
    };

    [Fact]
    public async Task Steps_MessagesArrive_RunOneAfterAnother()
    {
        await new DialogFlow()
            .Add(new WaterfallDialog("test", [Say("step1"), Say("step2"), Say("step3")]))
            .Begin("test")
            .Send("hello").AssertReply("step1")
            .Send("hello").AssertReply("step2")
            .Send("hello").AssertReply("step3")
            .Send("again").AssertNoReply(timeout: 1)
            .StartTestAsync();
    }

    [Fact]
    public async Task Steps_ActivityIsNoMessage_StayWhereTheyAre()
    {
        await new DialogFlow()
            .Add(new WaterfallDialog("test", [Say("step1"), Say("step2")]))
            .Begin("test")
            .Send("hello").AssertReply("step1")
            .Send(new Activity { Type = ActivityTypes.Event, Name = "ping" }).AssertNoReply(timeout: 1)
            .Send("hello").AssertReply("step2")
            .StartTestAsync();
    }

    [Fact]
    public async Task Steps_PromptBetween_GiveItsResultToTheNextStep()
    {
        WaterfallStep ask = (step, ct) => step.PromptAsync("number", DialogFlow.Ask("Enter a number.", "It must be a number"), ct);
        WaterfallStep thank = async (step, ct) =>
        {
            step.Values["first"] = $"{step.Result}";
            await step.Context.SendActivityAsync(MessageFactory.Text($"Thanks for '{step.Result}'"), ct);
            return await step.NextAsync("carried", ct);
        };
        WaterfallStep end = (step, ct) => step.EndDialogAsync($"{step.Values["first"]} {step.Result} {step.Reason} {step.Index} {step.Options}", ct);

        await new DialogFlow()
            .Add(new WaterfallDialog("test", [ask, thank, end]))
            .Add(new TextPrompt("number", (prompt, _) => Task.FromResult(int.TryParse(prompt.Recognized.Value, out var number) && number > 0)))
            .Begin("test", "options")
            .WhenEnded(result => $"ended with {result}")
            .Send("hello").AssertReply("Enter a number.")
            .Send("hello again").AssertReply("It must be a number")
            .Send("42").AssertReply("Thanks for '42'")
            .AssertReply("ended with 42 carried NextCalled 2 options")
            .StartTestAsync();
    }

    [Fact]
    public async Task Steps_WaterfallInWaterfall_ResumeTheOuterOne()
    {
        WaterfallStep begin(string id) => (step, ct) => step.BeginDialogAsync(id, cancellationToken: ct);

        await new DialogFlow()
            .Add(new WaterfallDialog("a", [begin("b"), Say("a2")]))
            .Add(new WaterfallDialog("b", [Say("b1"), begin("c")]))
            .Add(new WaterfallDialog("c", [Say("c1"), Say("c2")]))
            .Begin("a")
            .Send("hello").AssertReply("b1")
            .Send("hello").AssertReply("c1")
            .Send("hello").AssertReply("c2")
            .Send("hello").AssertReply("a2")
            .StartTestAsync();
    }

    [Fact]
    public async Task NextAsync_CalledTwice_Throws()
    {
        WaterfallStep twice = async (step, ct) =>
        {
            await step.NextAsync(cancellationToken: ct);
            return await step.NextAsync(cancellationToken: ct);
        };

        var talk = new DialogFlow().Add(new WaterfallDialog("test", [twice, Say("step2")])).Begin("test").Send("hello");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(talk.StartTestAsync);
        Assert.Contains("method already called for dialog and step 'test[0]'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeginDialogAsync_OptionsAreACancellationToken_Throws()
    {
        var talk = new DialogFlow().Add(new WaterfallDialog("test", [Say("step1")])).Begin("test", CancellationToken.None).Send("hello");

        await Assert.ThrowsAsync<ArgumentException>(talk.StartTestAsync);
    }

    private static async Task<DialogTurnResult> NamedStepAsync(WaterfallStepContext step, CancellationToken cancellationToken)
    {
        await step.Context.SendActivityAsync(MessageFactory.Text("named"), cancellationToken);
        return Dialog.EndOfTurn;
    }
}
