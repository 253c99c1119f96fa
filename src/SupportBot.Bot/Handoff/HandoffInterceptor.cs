using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using SupportBot.Bot.Channel;
using SupportBot.Bot.Dialogs.Matching;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.Handoff;

/// <summary>Stands before the dialogs: what a customer writes while an agent has the conversation is the agent's alone, and
/// what they say about the wait or the help they got is no question about orders.</summary>
public sealed class HandoffInterceptor(IHandoffQueue queue, ILanguage language, ConversationState state, TimeProvider time)
{
    /// <summary>A rating asked for longer ago isn't what a bare number means.</summary>
    private static readonly TimeSpan RatingCounts = TimeSpan.FromHours(24);

    private readonly IStatePropertyAccessor<ConversationMemory> _memory = ConversationMemory.In(state);
    private readonly IStatePropertyAccessor<DialogState> _dialogState = state.CreateProperty<DialogState>(nameof(DialogState));

    /// <returns>Whether the message has been dealt with and the dialogs are to leave it alone.</returns>
    public async Task<bool> TakesAsync(ITurnContext turn, CancellationToken ct)
    {
        var conversation = turn.Activity.ConversationKey();
        var text = MessageGuard.Clean(turn.Activity.Text).Text;
        var ticket = await queue.LatestAsync(conversation, ct);
        if (ticket is null)
            return await TakesCallingOffNothingAsync(turn, null, text, ct);
        if (ticket.State == HandoffState.Accepted)
        {
            await queue.WroteAsync(ticket, LineOf(turn.Activity), ct);
            return true;
        }

        if (!ticket.IsOpen)
            return await TakesCallingOffNothingAsync(turn, ticket, text, ct) || await TakesAfterwardsAsync(turn, ticket, text, ct);
        await queue.RequireNotAcceptedAsync(conversation, ct);
        await queue.KeepLineAsync(ticket, LineOf(turn.Activity), ct);
        return await TakesMeanwhileAsync(turn, ticket, text, ct);
    }

    /// <summary>How replies reach whoever sent this, to be kept with a handoff.</summary>
    internal static string LineOf(IActivity activity) =>
        JsonConvert.SerializeObject(activity.GetConversationReference(), new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

    private async Task<bool> TakesMeanwhileAsync(ITurnContext turn, HandoffTicket ticket, string text, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        if (WaitingMatcher.CallsOff(text) || (WaitingMatcher.MayCallOff(text) && !await IsAskedAsync(turn, ct)))
        {
            await queue.WithdrawAsync(ticket, ct);
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.RequestWithdrawn(culture, ticket.Id)), ct);
            return true;
        }

        if (!WaitingMatcher.AsksHowLong(text))
            return false;
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.StillWaiting(culture, ticket.Id, await queue.PlaceAsync(ticket, ct))), ct);
        return true;
    }

    /// <summary>Whether the customer was asked something else that «never mind» may answer.</summary>
    private async Task<bool> IsAskedAsync(ITurnContext turn, CancellationToken ct)
    {
        var dialogs = await _dialogState.GetAsync(turn, () => new DialogState(), ct);
        return dialogs.DialogStack.Count > 0 || (await _memory.OfAsync(turn, ct)).OfferedReason is not null;
    }

    /// <summary>Whoever calls off what isn't open must not begin a new request by it.</summary>
    private static async Task<bool> TakesCallingOffNothingAsync(ITurnContext turn, HandoffTicket? last, string text, CancellationToken ct)
    {
        if (!WaitingMatcher.CallsOffARequest(text))
            return false;
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.NothingToCallOff(ReplyTexts.CultureOf(turn.Activity), last)), ct);
        return true;
    }

    private async Task<bool> TakesAfterwardsAsync(ITurnContext turn, HandoffTicket ticket, string text, CancellationToken ct)
    {
        if (ticket is not { Outcome: HandoffOutcome.Resolved or HandoffOutcome.ReturnedToBot, ClosedAt: { } closed }
            || time.GetUtcNow() - closed > RatingCounts)
            return false;
        var memory = await _memory.OfAsync(turn, ct);
        return memory.HandoffOver != ticket.Id
            ? await TakesRatingAsync(turn, ticket, memory, text, ct)
            : memory.MayComment && await TakesCommentAsync(turn, ticket, memory, text, ct);
    }

    private async Task<bool> TakesRatingAsync(ITurnContext turn, HandoffTicket ticket, ConversationMemory memory, string text, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        // Courtesies and a mere opinion leave the question open.
        if (IsManners(text))
            return false;
        var rated = RatingMatcher.Read(text);
        if (rated is null && RatingMatcher.IsOpinion(text))
        {
            await queue.CommentAsync(ticket, text, ct);
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.CommentNoted(culture)), ct);
            return true;
        }

        // Asked once: whatever else comes first settles it.
        memory.HandoffOver = ticket.Id;
        if (rated is not var (rating, comment))
            return false;
        var asksOn = RatingMatcher.AsksOrWants(comment);
        memory.MayComment = comment.Length == 0;
        await queue.RateAsync(ticket, rating, asksOn || comment.Length == 0 ? null : comment, ct);
        if (asksOn)
            return false;
        await turn.SendActivityAsync(
            MessageFactory.Text(comment.Length == 0 ? ReplyTexts.ThanksForRating(culture, rating) : ReplyTexts.CommentNoted(culture)), ct);
        return true;
    }

    private async Task<bool> TakesCommentAsync(ITurnContext turn, HandoffTicket ticket, ConversationMemory memory, string text, CancellationToken ct)
    {
        memory.MayComment = false;
        if (text.Length == 0 || SmallTalk.IsNo(text) || IsManners(text) || !(RatingMatcher.IsOpinion(text) || await IsNoQuestionAsync(turn, text, ct)))
            return false;
        await queue.CommentAsync(ticket, text, ct);
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.CommentNoted(ReplyTexts.CultureOf(turn.Activity))), ct);
        return true;
    }

    /// <summary>Whether a message neither asks about an order nor wants anything done, a person least of all.</summary>
    private async Task<bool> IsNoQuestionAsync(ITurnContext turn, string text, CancellationToken ct)
    {
        if (RatingMatcher.AsksOrWants(text))
            return false;
        var understood = await language.UnderstandAsync(text, time.GetUtcNow(), ct);
        TurnNotes.Of(turn).LlmCalls += understood.LlmCalls;
        return understood.Intent == Intent.OutOfScope;
    }

    private static bool IsManners(string text) =>
        SmallTalk.IsThanks(text) || SmallTalk.IsGoodbye(text) || SmallTalk.IsAcknowledged(text) || SmallTalk.IsGreeting(text) || SmallTalk.IsApology(text);
}
