using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.BotDialogs;

public sealed class ComponentDialogTests
{
    private static ComponentDialog Asks(string id, string question) => new ComponentDialog(id)
        .AddDialog(new WaterfallDialog($"{id}.waterfall",
        [
            (step, ct) => step.PromptAsync($"{id}.text", DialogFlow.Ask(question), ct),
            (step, ct) => step.EndDialogAsync($"{id}:{step.Result}", ct),
        ]))
        .AddDialog(new TextPrompt($"{id}.text"));

    [Fact]
    public async Task Component_InnerWaterfallEnds_GivesItsResultToTheOuterStack()
    {
        await new DialogFlow().Add(Asks("name", "Who?")).Begin("name").WhenEnded(result => $"ended with {result}")
            .Send("hello").AssertReply("Who?")
            .Send("Ann").AssertReply("ended with name:Ann")
            .StartTestAsync();
    }

    [Fact]
    public async Task Component_InComponentInComponent_ReturnsThroughAll()
    {
        var middle = new ComponentDialog("middle").AddDialog(Asks("inner", "In?"));
        var outer = new ComponentDialog("outer")
            .AddDialog(new WaterfallDialog("w",
            [
                (step, ct) => step.BeginDialogAsync("middle", cancellationToken: ct),
                (step, ct) => step.EndDialogAsync($"outer({step.Result})", ct),
            ]))
            .AddDialog(middle);

        await new DialogFlow().Add(outer).Begin("outer").WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("In?")
            .Send("yes").AssertReply("outer(inner:yes)")
            .StartTestAsync();
    }

    [Fact]
    public async Task Component_DialogOnlyInTheParent_IsFoundThere()
    {
        var component = new ComponentDialog("component").AddDialog(new WaterfallDialog("w", [(step, ct) => step.BeginDialogAsync("outside", cancellationToken: ct)]));

        await new DialogFlow()
            .Add(component)
            .Add(new WaterfallDialog("outside", [(step, ct) => step.PromptAsync("text", DialogFlow.Ask("found"), ct)]))
            .Add(new TextPrompt("text"))
            .Begin("component")
            .Send("hello").AssertReply("found")
            .StartTestAsync();
    }

    [Fact]
    public async Task Component_BegunWithOptions_PassesThemOn()
    {
        var component = new ComponentDialog("component").AddDialog(new WaterfallDialog("w",
        [
            async (step, ct) =>
            {
                await step.Context.SendActivityAsync(MessageFactory.Text($"{step.Options}"), ct);
                return Dialog.EndOfTurn;
            },
        ]));

        await new DialogFlow().Add(component).Begin("component", "the options").Send("hello").AssertReply("the options").StartTestAsync();
    }

    [Fact]
    public async Task Component_NestedOneInterrupts_AsksAgainAfterwards()
    {
        var inner = new Helpful("inner").AddDialog(new WaterfallDialog("w",
        [
            (step, ct) => step.PromptAsync("text", DialogFlow.Ask("Which order?"), ct),
            (step, ct) => step.EndDialogAsync(step.Result, ct),
        ])).AddDialog(new TextPrompt("text"));
        var outer = new ComponentDialog("outer").AddDialog(inner);

        await new DialogFlow().Add(outer).Begin("outer").WhenEnded(result => $"order {result}")
            .Send("hello").AssertReply("Which order?")
            .Send("help").AssertReply("Here is help.").AssertReply("Which order?")
            .Send("5").AssertReply("order 5")
            .StartTestAsync();
    }

    [Fact]
    public async Task Component_Cancels_EndsTheInnerDialogsToo()
    {
        var endings = new List<string>();
        var component = new Watched("component", endings).AddDialog(new Watched("inner", endings).AddDialog(Asks("name", "Who?")));
        var flow = new DialogFlow().Add(component).Begin("component");

        await flow.Send("hello").AssertReply("Who?").StartTestAsync();
        await flow.Context!.CancelAllDialogsAsync();

        Assert.Equal(["inner CancelCalled", "component CancelCalled"], endings);
        Assert.Empty(flow.Context.Stack);
    }

    [Fact]
    public async Task InitialDialogId_NotSet_IsTheFirstAdded()
    {
        var component = new ComponentDialog("component")
            .AddDialog(new WaterfallDialog("first"))
            .AddDialog(new WaterfallDialog("second",
            [
                async (step, ct) =>
                {
                    await step.Context.SendActivityAsync(MessageFactory.Text("the second runs"), ct);
                    return Dialog.EndOfTurn;
                },
            ]));
        Assert.Equal("first", component.InitialDialogId);

        component.InitialDialogId = "second";
        await new DialogFlow().Add(component).Begin("component").Send("hello").AssertReply("the second runs").StartTestAsync();
    }

    [Fact]
    public async Task BeginDialogAsync_NullContext_Throws() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => new ComponentDialog("component").BeginDialogAsync(null));

    private sealed class Helpful(string id) : ComponentDialog(id)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            if (innerDc.Context.Activity.Text != "help")
            {
                return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }

            await innerDc.Context.SendActivityAsync(MessageFactory.Text("Here is help."), cancellationToken);
            await innerDc.RepromptDialogAsync(cancellationToken);
            return EndOfTurn;
        }
    }

    private sealed class Watched(string id, List<string> endings) : ComponentDialog(id)
    {
        protected override Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            endings.Add($"{instance.Id} {reason}");
            return base.OnEndDialogAsync(context, instance, reason, cancellationToken);
        }
    }
}
