using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.BotDialogs;

public sealed class DialogExtensionsTests
{
    private static ComponentDialog Greeting() => new ComponentDialog("greeting")
        .AddDialog(new WaterfallDialog("steps",
        [
            (step, ct) => step.PromptAsync("name", DialogFlow.Ask("Hello, what is your name?"), ct),
            async (step, ct) =>
            {
                await step.Context.SendActivityAsync(MessageFactory.Text($"Hello {step.Result}, nice to meet you!"), ct);
                return await step.EndDialogAsync(step.Result, ct);
            },
        ]))
        .AddDialog(new TextPrompt("name"));

    private static TestFlow Talk(Dialog dialog)
    {
        var conversationState = new ConversationState(new MemoryStorage());
        var accessor = conversationState.CreateProperty<DialogState>("DialogState");
        return new TestFlow(
            new TestAdapter().Use(new AutoSaveStateMiddleware(conversationState)),
            (turn, ct) => dialog.RunAsync(turn, accessor, ct));
    }

    [Fact]
    public async Task RunAsync_RootBot_BeginsContinuesAndBeginsAnew()
    {
        await Talk(Greeting())
            .Send("hi").AssertReply("Hello, what is your name?")
            .Send("Ann").AssertReply("Hello Ann, nice to meet you!")
            .Send("hi").AssertReply("Hello, what is your name?")
            .StartTestAsync();
    }

    [Fact]
    public async Task RunAsync_DialogThrows_PassesTheErrorOn()
    {
        var talk = Talk(new WaterfallDialog("failing", [(_, _) => throw new FormatException("broken")])).Send("hi");

        await Assert.ThrowsAsync<FormatException>(talk.StartTestAsync);
    }
}
