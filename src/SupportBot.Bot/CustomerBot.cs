using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using SupportBot.Bot.Dialogs;
using SupportBot.Core;

namespace SupportBot.Bot;

/// <summary>Where a turn comes in from the adapter: greets, lets the dialogs answer messages, saves what they remember.</summary>
public sealed partial class CustomerBot(
    SupportDialog dialog,
    ConversationState state,
    SignedInCustomer customer,
    ILogger<CustomerBot> logger) : ActivityHandler
{
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await base.OnTurnAsync(turnContext, cancellationToken);
        await state.SaveChangesAsync(turnContext, force: false, cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var dialogState = state.CreateProperty<DialogState>(nameof(DialogState));
        if (!new DialogSet().Add(dialog).CanGoOn(await dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken)))
        {
            LogBegunAnew();
            await dialogState.SetAsync(turnContext, new DialogState(), cancellationToken);
        }

        await dialog.RunAsync(turnContext, dialogState, cancellationToken);

        var outcome = TurnNotes.Of(turnContext).ToOutcome();
        TurnTrace.Tell(outcome);
        LogOutcome(outcome.Intent?.ToString(), outcome.Resolution?.ToString(), outcome.Answered.Count, outcome.Offered.Count, outcome.HandoffOrders.Count, outcome.Source.ToString(), outcome.LlmCalls, outcome.Asked);
    }

    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.All(member => member.Id == turnContext.Activity.Recipient?.Id))
            return;
        var name = (await customer.FindAsync(turnContext, cancellationToken))?.FirstName;
        await turnContext.SendActivityAsync(Suggestions.Welcome(turnContext.Activity, name), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "A conversation was in the middle of a dialog that this version lacks, and begins anew")]
    private partial void LogBegunAnew();

    [LoggerMessage(LogLevel.Information, "A message came to {Intent}, {Resolution}: {Answered} orders answered, {Offered} offered, {HandoffOrders} handed over, words from {Source}, model asked {LlmCalls} times, customer asked back: {Asked}")]
    private partial void LogOutcome(string? intent, string? resolution, int answered, int offered, int handoffOrders, string source, int llmCalls, bool asked);
}
