using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.BotDialogs;

public sealed class TextPromptTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Constructor_EmptyId_Throws(string? id) => Assert.Throws<ArgumentNullException>(() => new TextPrompt(id));

    [Fact]
    public async Task Prompt_AnyText_EndsWithIt()
    {
        await new DialogFlow().Add(new TextPrompt("text")).Begin("text", DialogFlow.Ask("Enter some text.")).WhenEnded(result => $"Bot received the text '{result}'.")
            .Send("hello").AssertReply(reply =>
            {
                Assert.Equal("Enter some text.", reply.AsMessageActivity().Text);
                Assert.Equal(InputHints.ExpectingInput, reply.AsMessageActivity().InputHint);
            })
            .Send("some text").AssertReply("Bot received the text 'some text'.")
            .StartTestAsync();
    }

    [Fact]
    public async Task Validator_Refuses_RetryPromptIsSent()
    {
        PromptValidator<string> validator = (context, ct) => Task.FromResult(context.Recognized.Value?.Length > 3);

        await new DialogFlow().Add(new TextPrompt("text", validator)).Begin("text", DialogFlow.Ask("Enter some text.", "Make sure the text is greater than three characters.")).WhenEnded(result => $"got {result}")
            .Send("hello").AssertReply("Enter some text.")
            .Send("hi").AssertReply("Make sure the text is greater than three characters.")
            .Send("hello").AssertReply("got hello")
            .StartTestAsync();
    }

    [Fact]
    public async Task Validator_SaysSomethingItself_SuppressesTheRetryPrompt()
    {
        PromptValidator<string> validator = async (context, ct) =>
        {
            if (context.Recognized.Value.Length > 3)
            {
                return true;
            }

            await context.Context.SendActivityAsync(MessageFactory.Text("from the validator"), ct);
            return false;
        };

        await new DialogFlow().Add(new TextPrompt("text", validator)).Begin("text", DialogFlow.Ask("Enter some text.", "retry")).WhenEnded(result => $"got {result}")
            .Send("hello").AssertReply("Enter some text.")
            .Send("hi").AssertReply("from the validator").AssertNoReply(timeout: 1)
            .Send("hello").AssertReply("got hello")
            .StartTestAsync();
    }

    [Fact]
    public async Task Prompt_SomethingWasSentInTheTurn_SuppressesTheRetryPrompt()
    {
        var flow = new DialogFlow().Add(new TextPrompt("text", (_, _) => Task.FromResult(false))).Begin("text", DialogFlow.Ask("?", "retry"));
        await flow.Send("hello").AssertReply("?").StartTestAsync();

        flow.OnTurn = turn => turn.SendActivityAsync(new Activity(ActivityTypes.Typing)).Wait();

        await flow.Send("hi").AssertReply(reply => Assert.Equal(ActivityTypes.Typing, reply.Type)).AssertNoReply(timeout: 1).StartTestAsync();
    }

    [Fact]
    public async Task Validator_NothingRecognized_RunsAndCountsAttempts()
    {
        var seen = new List<string>();
        PromptValidator<string> validator = (context, ct) =>
        {
            seen.Add($"{context.AttemptCount} {context.Recognized.Succeeded}");
            return Task.FromResult(context.Recognized.Succeeded);
        };

        await new DialogFlow().Add(new TextPrompt("text", validator)).Begin("text", DialogFlow.Ask("?"))
            .Send("hello").AssertReply("?")
            .Send(string.Empty).AssertReply("?")
            .Send("now").StartTestAsync();

        Assert.Equal(["1 False", "2 True"], seen);
    }

    [Fact]
    public async Task Prompt_ActivityIsNoMessage_Waits()
    {
        await new DialogFlow().Add(new TextPrompt("text")).Begin("text", DialogFlow.Ask("?", "retry")).WhenEnded(result => $"got {result}")
            .Send("hello").AssertReply("?")
            .Send(new Activity { Type = ActivityTypes.Event, Name = "ping" }).AssertNoReply(timeout: 1)
            .Send("text").AssertReply("got text")
            .StartTestAsync();
    }

    [Fact]
    public async Task BeginDialogAsync_NoPromptOptions_Throws()
    {
        var talk = new DialogFlow().Add(new TextPrompt("text")).Begin("text", "no options").Send("hello");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(talk.StartTestAsync);
    }
}
