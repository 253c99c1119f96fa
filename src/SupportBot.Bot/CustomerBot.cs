using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Dialogs;
using SupportBot.Bot.Handoff;

namespace SupportBot.Bot;

/// <summary>Where a turn comes in from the adapter: greets, lets the dialogs answer messages, saves what they remember.</summary>
public sealed partial class CustomerBot(
    SupportDialog dialog,
    ConversationState state,
    SignedInCustomer customer,
    HandoffInterceptor gate,
    Linking linking,
    GroupTalk group,
    IChannelSignIn signIn,
    ILogger<CustomerBot> logger) : TeamsActivityHandler
{
    private const string SignInFailed = "signin/failure";

    private readonly IStatePropertyAccessor<ConversationMemory> _memory = ConversationMemory.In(state);
    private readonly IStatePropertyAccessor<DialogState> _dialogState = state.CreateProperty<DialogState>(nameof(DialogState));

    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        turnContext.TurnState.Add(signIn);
        await base.OnTurnAsync(turnContext, cancellationToken);
        await state.SaveChangesAsync(turnContext, force: false, cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.IsGroup())
        {
            await group.AnswerAsync(turnContext, cancellationToken);
            return;
        }

        var memory = await _memory.OfAsync(turnContext, cancellationToken);
        // Who is talking already is greeted no more, should word of their coming be late.
        memory.HasGreeted = true;
        memory.LastMessageId = turnContext.Activity.Id;
        await AnswerAsync(turnContext, memory, cancellationToken);
    }

    /// <summary>What was just said and is changed is answered anew; what was said before that only stands in the transcript.</summary>
    protected override async Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.IsGroup() || turnContext.Activity.EventTypeOf() is not (null or "editMessage"))
            return;
        var memory = await _memory.OfAsync(turnContext, cancellationToken);
        if (memory.LastMessageId is { } last && last == turnContext.Activity.Id)
            await AsMessageAsync(turnContext, () => AnswerAsync(turnContext, memory, cancellationToken));
    }

    protected override Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        // Groups begin when the bot comes, and so does a chat in Teams; other channels add the bot first and then the customer.
        var activity = turnContext.Activity;
        var begins = (activity.MembersAdded ?? []).OfType<ChannelAccount>().Any(member =>
            activity.IsGroup() ? member.Id == activity.Recipient?.Id
            : activity.ChannelId == Microsoft.Bot.Connector.Channels.Msteams || member.Id != activity.Recipient?.Id);
        return begins ? GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;
    }

    protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        GreetAsync(turnContext, cancellationToken);

    /// <summary>What comes after the end is a new beginning.</summary>
    protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) =>
        _dialogState.SetAsync(turnContext, new DialogState(), cancellationToken);

    protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Name != SignInFailed)
            return await base.OnInvokeActivityAsync(turnContext, cancellationToken);
        await OnSignInInvokeAsync(turnContext, cancellationToken);
        return CreateInvokeResponse();
    }

    protected override async Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        var result = await signIn.ContinueAsync(turnContext, cancellationToken);
        if (result == SignInResult.NotHere)
            throw new InvokeResponseException(System.Net.HttpStatusCode.NotImplemented);
        var memory = await _memory.OfAsync(turnContext, cancellationToken);
        // Each of the customer's devices sends the same: the first answers the question, the others have none left to answer.
        if (result == SignInResult.Asked || memory.WaitingQuestion is not { } question)
            return;
        memory.WaitingQuestion = null;
        if (result == SignInResult.SignedIn)
            await AnswerWaitingAsync(turnContext, question, cancellationToken);
        else
            await UnknownCustomer.TellAsync(turnContext, memory, question, cancellationToken);
    }

    /// <summary>A button of a card says what a customer would type.</summary>
    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        if (CardText.Of(invokeValue.Action?.Data) is not { } text)
            return CardText.NotUnderstood();
        if (turnContext.Activity.IsGroup())
            return CardText.Taken(ReplyTexts.GroupLink(ReplyTexts.CultureOf(turnContext.Activity), null));
        await AnswerWaitingAsync(turnContext, text, cancellationToken);
        return CardText.Taken(ReplyTexts.Done(ReplyTexts.CultureOf(turnContext.Activity)));
    }

    private async Task AnswerAsync(ITurnContext turn, ConversationMemory memory, CancellationToken ct)
    {
        turn.Activity.DropMention();
        var text = MessageGuard.Clean(turn.Activity.Text).Text;
        if (await customer.IsStrangerAsync(turn, ct))
        {
            LogStranger();
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.NotYourChat(ReplyTexts.CultureOf(turn.Activity))), ct);
            return;
        }

        if (await gate.TakesAsync(turn, ct))
        {
            TellOutcome(turn);
            return;
        }
        switch (await linking.AnswerAsync(turn, text, ct))
        {
            case LinkingResult.Linked when memory.WaitingQuestion is { } question:
                memory.WaitingQuestion = null;
                await AnswerWaitingAsync(turn, question, ct);
                return;
            case LinkingResult.Linked or LinkingResult.Answered:
                return;
        }

        if (text.Length == 0 && UnreadableAttachments.Of(turn.Activity) is { } sending)
        {
            await _dialogState.SetAsync(turn, new DialogState(), ct);
            await sending.AnswerAsync(turn, memory, ct);
            return;
        }

        await RunDialogAsync(turn, ct);
    }

    /// <summary>Answers what the customer asked earlier, or says with a button, in the turn of something else.</summary>
    private Task AnswerWaitingAsync(ITurnContext turn, string question, CancellationToken ct) =>
        AsMessageAsync(turn, async () =>
        {
            var own = turn.Activity.Text;
            turn.Activity.Text = question;
            Hearing.Forget(turn);
            if (!await gate.TakesAsync(turn, ct))
                await RunDialogAsync(turn, ct);
            turn.Activity.Text = own;
        });

    private static async Task AsMessageAsync(ITurnContext turn, Func<Task> answer)
    {
        // Prompts read nothing but messages.
        var type = turn.Activity.Type;
        turn.Activity.Type = ActivityTypes.Message;
        try
        {
            await answer();
        }
        finally
        {
            turn.Activity.Type = type;
        }
    }

    private async Task RunDialogAsync(ITurnContext turn, CancellationToken ct)
    {
        if (!new DialogSet().Add(dialog).CanGoOn(await _dialogState.GetAsync(turn, () => new DialogState(), ct)))
        {
            LogBegunAnew();
            await _dialogState.SetAsync(turn, new DialogState(), ct);
        }

        await dialog.RunAsync(turn, _dialogState, ct);
        TellOutcome(turn);
    }

    private void TellOutcome(ITurnContext turn)
    {
        var outcome = TurnNotes.Of(turn).ToOutcome();
        TurnTrace.Tell(outcome);
        LogOutcome(
            outcome.Act?.ToString(), outcome.Intent?.ToString(), outcome.Resolution?.ToString(),
            outcome.Answered.Count, outcome.Offered.Count, outcome.HandoffOrders.Count, outcome.Source.ToString(), outcome.LlmCalls, outcome.Asked);
    }

    private async Task GreetAsync(ITurnContext turn, CancellationToken ct)
    {
        var memory = await _memory.OfAsync(turn, ct);
        if (memory.HasGreeted)
            return;
        memory.HasGreeted = true;
        if (turn.Activity.IsGroup())
        {
            await GroupTalk.WelcomeAsync(turn, ct);
            return;
        }

        var name = (await customer.FindAsync(turn, ct))?.FirstName;
        await turn.SendActivityAsync(Suggestions.Welcome(turn.Activity, name), ct);
    }

    [LoggerMessage(LogLevel.Warning, "A conversation was in the middle of a dialog that this version lacks, and begins anew")]
    private partial void LogBegunAnew();

    [LoggerMessage(LogLevel.Warning, "Somebody wrote in a conversation that another person linked with a customer, and was told nothing")]
    private partial void LogStranger();

    [LoggerMessage(LogLevel.Information, "A message came to {Act}, {Intent}, {Resolution}: {Answered} orders answered, {Offered} offered, {HandoffOrders} handed over, words from {Source}, model asked {LlmCalls} times, customer asked back: {Asked}")]
    private partial void LogOutcome(
        string? act, string? intent, string? resolution, int answered, int offered, int handoffOrders, string source, int llmCalls, bool asked);
}
