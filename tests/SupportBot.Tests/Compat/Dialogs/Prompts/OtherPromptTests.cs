using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

public sealed class OtherPromptTests
{
    [Fact]
    public async Task AttachmentPrompt_AttachmentCame_EndsWithIt()
    {
        var file = new Attachment { Content = "some content", ContentType = "text/plain" };

        await new DialogFlow().Add(new AttachmentPrompt("file")).Begin("file", DialogFlow.Ask("please add an attachment.", "a file, please.")).WhenEnded(result => (string)((IList<Attachment>)result!)[0].Content)
            .Send("hello").AssertReply("please add an attachment.")
            .Send("no").AssertReply("a file, please.")
            .Send(new Activity { Type = ActivityTypes.Message, Attachments = [file] }).AssertReply("some content")
            .StartTestAsync();
    }

    [Fact]
    public async Task ActivityPrompt_ExpectedEventCame_EndsWithTheActivity()
    {
        PromptValidator<Activity> validator = (context, ct) => Task.FromResult(context.Recognized.Value.Type == ActivityTypes.Event && (int)(long)context.Recognized.Value.Value == 2);

        await new DialogFlow().Add(new ActivityPrompt("event", validator)).Begin("event", DialogFlow.Ask("please send an event.", "Retrying - please send an event.")).WhenEnded(result => ((Activity)result!).Name)
            .Send("hello").AssertReply("please send an event.")
            .Send("a message").AssertReply("Retrying - please send an event.")
            .Send(new Activity { Type = ActivityTypes.Event, Name = "expected", Value = 2L }).AssertReply("expected")
            .StartTestAsync();
    }

    [Fact]
    public void ActivityPrompt_WithoutIdOrValidator_Throws()
    {
        PromptValidator<Activity> validator = (_, _) => Task.FromResult(true);
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt(string.Empty, validator));
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt("event", null));
    }
}
