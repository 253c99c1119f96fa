using System.Collections.Concurrent;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>Greets, and says back what it hears.</summary>
public sealed class EchoBot : ActivityHandler
{
    public const string Greeting = "Hello.";

    public ConcurrentQueue<Activity> Heard { get; } = new();

    /// <summary>What it waits for before it answers a message.</summary>
    public Task Thoughts { get; set; } = Task.CompletedTask;

    public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        Heard.Enqueue(turnContext.Activity);
        return base.OnTurnAsync(turnContext, cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Text == "think")
            await turnContext.SendActivityAsync(new Activity(ActivityTypes.Typing) { Text = "thinking" }, cancellationToken);
        await Thoughts;
        await turnContext.SendActivityAsync(MessageFactory.Text("You said: " + turnContext.Activity.Text), cancellationToken);
    }

    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.Any(member => member.Id != turnContext.Activity.Recipient.Id))
            await turnContext.SendActivityAsync(MessageFactory.Text(Greeting), cancellationToken);
    }
}
