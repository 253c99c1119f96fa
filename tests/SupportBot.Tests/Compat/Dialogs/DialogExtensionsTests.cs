using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Dialogs;

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

    private static TestFlow Talk(Dialog dialog, bool sendTraces = false, ClaimsIdentity? identity = null, string? callerId = null)
    {
        var conversationState = new ConversationState(new MemoryStorage());
        var accessor = conversationState.CreateProperty<DialogState>("DialogState");
        var adapter = new TestAdapter((ConversationReference?)null, sendTraces).Use(new AutoSaveStateMiddleware(conversationState));
        return new TestFlow(adapter, async (turn, ct) =>
        {
            turn.Activity.CallerId = callerId;
            if (identity != null)
            {
                turn.TurnState.Add<System.Security.Principal.IIdentity>(BotAdapter.BotIdentityKey, identity);
            }

            await dialog.RunAsync(turn, accessor, ct);
        });
    }

    private static ClaimsIdentity Skill() => new(
    [
        new Claim(AuthenticationConstants.VersionClaim, "2.0"),
        new Claim(AuthenticationConstants.AudienceClaim, "00000000-0000-0000-0000-000000000001"),
        new Claim(AuthenticationConstants.AuthorizedParty, "00000000-0000-0000-0000-000000000002"),
    ]);

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
    public async Task RunAsync_EveryTurn_TracesTheState()
    {
        await Talk(Greeting(), sendTraces: true)
            .Send("hi").AssertReply("Hello, what is your name?")
            .AssertReply(reply =>
            {
                var trace = (Activity)reply;
                Assert.Equal((ActivityTypes.Trace, "BotState", "Bot State"), (trace.Type, trace.Name, trace.Label));
                Assert.Equal("https://www.botframework.com/schemas/botState", trace.ValueType);
                var snapshot = Assert.IsType<JObject>(trace.Value);
                Assert.Equal("hi", (string?)snapshot.SelectToken("turn.activity.text"));
            })
            .StartTestAsync();
    }

    [Fact]
    public async Task RunAsync_AsASkill_SendsEndOfConversationWithTheResult()
    {
        await Talk(Greeting(), identity: Skill())
            .Send("hi").AssertReply("Hello, what is your name?")
            .Send("Ann").AssertReply("Hello Ann, nice to meet you!")
            .AssertReply(reply =>
            {
                var end = (Activity)reply;
                Assert.Equal((ActivityTypes.EndOfConversation, EndOfConversationCodes.CompletedSuccessfully), (end.Type, end.Code));
                Assert.Equal("Ann", end.Value);
            })
            .StartTestAsync();
    }

    [Fact]
    public async Task RunAsync_ParentEndsTheSkill_CancelsTheDialogs()
    {
        await Talk(Greeting(), identity: Skill())
            .Send("hi").AssertReply("Hello, what is your name?")
            .Send(new Activity { Type = ActivityTypes.EndOfConversation }).AssertNoReply(timeout: 1)
            .Send("hi").AssertReply("Hello, what is your name?")
            .StartTestAsync();
    }

    [Fact]
    public async Task RunAsync_ParentAsksForAReprompt_AsksAgain()
    {
        await Talk(Greeting(), identity: Skill())
            .Send("hi").AssertReply("Hello, what is your name?")
            .Send(new Activity { Type = ActivityTypes.Event, Name = DialogEvents.RepromptDialog }).AssertReply("Hello, what is your name?")
            .StartTestAsync();
    }

    [Fact]
    public async Task RunAsync_DialogThrows_PassesTheErrorOn()
    {
        var talk = Talk(new WaterfallDialog("failing", [(_, _) => throw new FormatException("broken")])).Send("hi");

        var error = await Assert.ThrowsAsync<FormatException>(talk.StartTestAsync);
        Assert.True(error.Data.Contains("DialogContext"));
    }

    [Fact]
    public async Task RunAsync_DialogHandlesItsError_GoesOnWithTheTurn()
    {
        await Talk(new Recovering()).Send("hi").AssertReply("recovered: broken").StartTestAsync();
    }

    private sealed class Recovering() : Dialog("recovering")
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => throw new FormatException("broken");

        public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
        {
            await dc.Context.SendActivityAsync(MessageFactory.Text($"recovered: {dc.ActiveDialog.State["error"]}"), cancellationToken);
            return EndOfTurn;
        }

        public override Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name != DialogEvents.Error)
            {
                return Task.FromResult(false);
            }

            dc.ActiveDialog.State["error"] = ((Exception)e.Value).Message;
            return Task.FromResult(true);
        }
    }
}
