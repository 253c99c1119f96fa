using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.BotDialogs;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class DialogTestClientTests
{
    private static ComponentDialog Greeting() => new ComponentDialog("greeting")
        .AddDialog(new WaterfallDialog("steps",
        [
            (step, ct) => step.PromptAsync("text", DialogFlow.Ask($"Hello {step.Options}, what is your name?"), ct),
            async (step, ct) =>
            {
                await step.Context.SendActivityAsync(MessageFactory.Text($"Hello {step.Result}"), ct);
                await step.Context.SendActivityAsync(MessageFactory.Text($"on {step.Context.Activity.ChannelId}"), ct);
                return await step.EndDialogAsync(step.Result, ct);
            },
        ]))
        .AddDialog(new TextPrompt("text"));

    [Fact]
    public async Task SendActivityAsync_WholeTalk_GivesRepliesAndResult()
    {
        var client = new DialogTestClient(Channels.Msteams, Greeting(), initialDialogOptions: "you");

        var question = await client.SendActivityAsync<IMessageActivity>("hi");
        Assert.Equal("Hello you, what is your name?", question.Text);
        Assert.Equal(DialogTurnStatus.Waiting, client.DialogTurnResult.Status);
        Assert.Equal("greeting", client.DialogContext.ActiveDialog.Id);

        var greeting = await client.SendActivityAsync<IMessageActivity>("Ann");
        Assert.Equal("Hello Ann", greeting.Text);
        Assert.Equal("on msteams", client.GetNextReply<IMessageActivity>().Text);
        Assert.Null(client.GetNextReply<IMessageActivity>());
        Assert.Equal((DialogTurnStatus.Complete, "Ann"), (client.DialogTurnResult.Status, (string)client.DialogTurnResult.Result));
    }

    [Fact]
    public async Task SendActivityAsync_Activity_IsProcessed()
    {
        var client = new DialogTestClient(Channels.Test, Greeting());
        var reply = await client.SendActivityAsync<IMessageActivity>(DialogFlow.Message("hi"));
        Assert.Equal("Hello , what is your name?", reply.Text);
    }

    [Fact]
    public async Task Constructor_MiddlewareAndStateGiven_UsesThem()
    {
        var seen = new Watching();
        var state = new ConversationState(new MemoryStorage());
        var client = new DialogTestClient(new TestAdapter(Channels.Test), Greeting(), null, [seen], state);

        await client.SendActivityAsync<IMessageActivity>("hi");

        Assert.Equal(["hi"], seen.Texts);
        Assert.Same(state, client.ConversationState);
    }

    private sealed class Watching : IMiddleware
    {
        internal List<string> Texts { get; } = [];

        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            Texts.Add(turnContext.Activity.Text);
            return next(cancellationToken);
        }
    }
}
