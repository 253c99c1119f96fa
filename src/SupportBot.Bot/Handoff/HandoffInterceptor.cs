using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.Handoff;

/// <summary>Stands before the dialogs: what a customer writes while an agent has the conversation is the agent's alone, and
/// what they say about the wait or the help they got is no question about orders.</summary>
public sealed class HandoffInterceptor(IHandoffQueue queue, Hearing hearing, ConversationState state)
{
    private readonly IStatePropertyAccessor<ConversationMemory> _memory = ConversationMemory.In(state);
    private readonly IStatePropertyAccessor<DialogState> _dialogState = state.CreateProperty<DialogState>(nameof(DialogState));

    /// <returns>Whether the message has been dealt with and the dialogs are to leave it alone.</returns>
    public async Task<bool> TakesAsync(ITurnContext turn, CancellationToken ct)
    {
        var conversation = turn.Activity.ConversationKey();
        var ticket = await queue.LatestAsync(conversation, ct);
        if (ticket is { State: HandoffState.Accepted })
        {
            await queue.WroteAsync(ticket, LineOf(turn.Activity), ct);
            return true;
        }

        if (ticket is { IsOpen: true })
        {
            await queue.RequireNotAcceptedAsync(conversation, ct);
            await queue.KeepLineAsync(ticket, LineOf(turn.Activity), ct);
        }
        if (MessageGuard.Clean(turn.Activity.Text).Text.Length == 0)
            return false;
        var understood = await hearing.OfAsync(turn, ticket, ct);
        var memory = await _memory.OfAsync(turn, ct);
        if (ticket is { IsOpen: true })
            return await TakesMeanwhileAsync(turn, ticket, memory, understood, ct);
        return await TakesCallingOffNothingAsync(turn, ticket, memory, understood, ct)
            || (ticket is not null && await TakesAfterwardsAsync(turn, ticket, memory, understood, ct));
    }

    /// <summary>How replies reach whoever sent this, to be kept with a handoff.</summary>
    internal static string LineOf(IActivity activity) =>
        JsonConvert.SerializeObject(activity.GetConversationReference(), new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

    private async Task<bool> TakesMeanwhileAsync(
        ITurnContext turn, HandoffTicket ticket, ConversationMemory memory, Understanding understood, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        if (understood.Act == Act.TakeBack || (MayTakeBack(understood) && !await IsAskedAsync(turn, memory, ct)))
        {
            await queue.WithdrawAsync(ticket, ct);
            memory.Did(BotMove.Withdrawn);
            // What was wished for is nothing to go on with.
            memory.LastTopics = "";
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.RequestWithdrawn(culture, ticket.Id)), ct);
            return true;
        }

        if (!understood.Asks(Topic.Wait) || understood.Orders is not OrderReference.Unspecified)
            return false;
        memory.Did(BotMove.StillWaiting);
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.StillWaiting(culture, ticket.Id, await queue.PlaceAsync(ticket, ct))), ct);
        return true;
    }

    /// <summary>«never mind», «I don't need anybody»: takes the request back unless it answers something else.</summary>
    private static bool MayTakeBack(Understanding understood) =>
        understood.Act == Act.Drop || understood is { Act: Act.WantNoPerson, Topics.Count: 0, Orders: OrderReference.Unspecified };

    /// <summary>Whether the customer was asked something else that «never mind» may answer.</summary>
    private async Task<bool> IsAskedAsync(ITurnContext turn, ConversationMemory memory, CancellationToken ct)
    {
        var dialogs = await _dialogState.GetAsync(turn, () => new DialogState(), ct);
        return dialogs.DialogStack.Count > 0 || memory.OfferedReason is not null;
    }

    /// <summary>Whoever takes back what isn't open must not begin a new request by it.</summary>
    private async Task<bool> TakesCallingOffNothingAsync(
        ITurnContext turn, HandoffTicket? last, ConversationMemory memory, Understanding understood, CancellationToken ct)
    {
        if (understood.Act != Act.TakeBack || await IsAskedAsync(turn, memory, ct))
            return false;
        memory.Did(BotMove.NothingOpen);
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.NothingToCallOff(ReplyTexts.CultureOf(turn.Activity), last)), ct);
        return true;
    }

    private async Task<bool> TakesAfterwardsAsync(
        ITurnContext turn, HandoffTicket ticket, ConversationMemory memory, Understanding understood, CancellationToken ct)
    {
        if (hearing.AsksForRating(ticket, memory))
            return await TakesRatingAsync(turn, ticket, memory, understood, ct);
        var mayComment = memory.MayComment;
        memory.MayComment = false;
        return mayComment && understood is { Act: Act.Rate or Act.Complain, Topics.Count: 0 } && await NoteCommentAsync(turn, ticket, understood.Words, ct);
    }

    private async Task<bool> TakesRatingAsync(
        ITurnContext turn, HandoffTicket ticket, ConversationMemory memory, Understanding understood, CancellationToken ct)
    {
        // Courtesies and a mere opinion leave the question open.
        if (understood.Act is Act.Thank or Act.Leave or Act.Other or Act.Greet)
            return false;
        if (understood is { Act: Act.Rate or Act.Complain, Rating: null, Topics.Count: 0, Orders: OrderReference.Unspecified })
            return await NoteCommentAsync(turn, ticket, understood.Words, ct);

        // Asked once: whatever else comes first settles it.
        memory.HandoffOver = ticket.Id;
        if (understood.Rating is not { } rating)
            return false;
        memory.MayComment = rating.Comment.Length == 0;
        await queue.RateAsync(ticket, rating.Stars, rating.Comment.Length == 0 ? null : rating.Comment, ct);
        memory.Did(BotMove.Thanked);
        // «4. where is my last order?»
        if (understood.Act != Act.Rate)
            return false;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        await turn.SendActivityAsync(
            MessageFactory.Text(rating.Comment.Length == 0 ? ReplyTexts.ThanksForRating(culture, rating.Stars) : ReplyTexts.CommentNoted(culture)), ct);
        return true;
    }

    private async Task<bool> NoteCommentAsync(ITurnContext turn, HandoffTicket ticket, string words, CancellationToken ct)
    {
        await queue.CommentAsync(ticket, words, ct);
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.CommentNoted(ReplyTexts.CultureOf(turn.Activity))), ct);
        return true;
    }
}
