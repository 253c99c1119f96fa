using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot;

/// <summary>Stands before the dialogs: what a customer writes while an agent has the conversation is the agent's alone, and
/// what they say about the wait or the help they got is no question about orders.</summary>
public sealed partial class HandoffGate(IHandoffQueue queue, ConversationState state, TimeProvider time)
{
    /// <summary>A rating asked for longer ago isn't what a bare number means.</summary>
    private static readonly TimeSpan RatingCounts = TimeSpan.FromHours(24);

    private readonly IStatePropertyAccessor<ConversationMemory> _memory = state.CreateProperty<ConversationMemory>(nameof(ConversationMemory));

    /// <returns>Whether the message has been dealt with and the dialogs are to leave it alone.</returns>
    public async Task<bool> TakesAsync(ITurnContext turn, CancellationToken ct)
    {
        var conversation = SignedInCustomer.ConversationOf(turn);
        if (await queue.LatestAsync(conversation, ct) is not { } ticket)
            return false;
        if (ticket.State == HandoffState.Accepted)
        {
            await queue.WroteAsync(ticket, LineOf(turn.Activity), ct);
            return true;
        }

        var text = MessageGuard.Clean(turn.Activity.Text).Text;
        if (!ticket.IsOpen)
            return await TakesAfterwardsAsync(turn, ticket, text, ct);
        await queue.RequireNotAcceptedAsync(conversation, ct);
        await queue.KeepLineAsync(ticket, LineOf(turn.Activity), ct);
        return await TakesMeanwhileAsync(turn, ticket, text, ct);
    }

    /// <summary>How replies reach whoever sent this, to be kept with a handoff.</summary>
    internal static string LineOf(IActivity activity) =>
        JsonConvert.SerializeObject(activity.GetConversationReference(), new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

    private async Task<bool> TakesMeanwhileAsync(ITurnContext turn, HandoffTicket ticket, string text, CancellationToken ct)
    {
        var culture = Replies.CultureOf(turn.Activity);
        if (Withdrawal().IsMatch(text) || NoPerson.Without(text) is "")
        {
            await queue.WithdrawAsync(ticket, ct);
            await turn.SendActivityAsync(MessageFactory.Text(Replies.RequestWithdrawn(culture, ticket.Id)), ct);
            return true;
        }

        if (!Impatience().IsMatch(text))
            return false;
        await turn.SendActivityAsync(MessageFactory.Text(Replies.StillWaiting(culture, ticket.Id, await queue.PlaceAsync(ticket, ct))), ct);
        return true;
    }

    private async Task<bool> TakesAfterwardsAsync(ITurnContext turn, HandoffTicket ticket, string text, CancellationToken ct)
    {
        if (ticket is not { Outcome: HandoffOutcome.Resolved or HandoffOutcome.ReturnedToBot, ClosedAt: { } closed } || time.GetUtcNow() - closed > RatingCounts)
            return false;
        var memory = await _memory.GetAsync(turn, () => new ConversationMemory(), ct);
        var culture = Replies.CultureOf(turn.Activity);
        if (memory.HandoffOver != ticket.Id)
        {
            // Asked once: whatever comes first settles it.
            memory.HandoffOver = ticket.Id;
            if (!TryReadRating(text, out var rating))
                return false;
            memory.MayComment = true;
            await queue.RateAsync(ticket, rating, ct);
            await turn.SendActivityAsync(MessageFactory.Text(Replies.ThanksForRating(culture, rating)), ct);
            return true;
        }

        if (!memory.MayComment)
            return false;
        memory.MayComment = false;
        if (text.Length == 0 || SmallTalk.IsNo(text) || SmallTalk.IsThanks(text) || SmallTalk.IsGoodbye(text) || SmallTalk.IsAcknowledged(text) || Question().IsMatch(text))
            return false;
        await queue.CommentAsync(ticket, text, ct);
        await turn.SendActivityAsync(MessageFactory.Text(Replies.CommentNoted(culture)), ct);
        return true;
    }

    private static bool TryReadRating(string text, out int rating)
    {
        var match = Rating().Match(text);
        rating = match.Groups["digit"] is { Success: true } digit
            ? int.Parse(digit.Value, CultureInfo.InvariantCulture)
            : Array.IndexOf(Numbers, match.Groups["word"].Value.ToLowerInvariant()) + 1;
        return match.Success;
    }

    private static readonly string[] Numbers = ["one", "two", "three", "four", "five"];

    [GeneratedRegex(@"^\W*((i('d| would) (say|give)|it was|a|rating:?)\W+)*((?<digit>[1-5])|(?<word>one|two|three|four|five))(\s*(/|out of|of)\s*(5|five))?\s*(stars?|points?)?\W*((thanks?( you)?|please|for (her|him|them|you))\W*)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rating();

    [GeneratedRegex(@"^\W*((ok(ay)?|please|pls|actually|sorry|no|you can|can you|could you|i want to|i'd like to)\W+)*((cancel|withdraw|drop|close|stop|call off) (the|my|this|that) (request|ticket|hand ?-?off|call|queue)( H-\w+)?|(stop|quit) waiting|leave the (queue|line)|(i )?(no longer|don'?t|do not) (need|want) (a |an |any |the )?(human|person|agent|colleague|somebody|anybody|anyone|help)( any ?more| now)?|no (human|person|agent) (needed|necessary)|i('ll| will)? (just )?(go on|continue|stay) with (you|the bot))( (please|thanks?|thank you|any ?more))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Withdrawal();

    [GeneratedRegex(@"^\W*((hello|hi|hey|so|well|and|ok(ay)?|please|pls|ugh|omg|um+|seriously|guys?)\W+)*((how (much )?long(er)?(( before| till?| until)( (i|we|you|u|they|it|is|a|an|the|my|some ?one|some ?body|any ?one|any ?body|human|person|agent|colleague|turn|gets?|answers?|answered|repl(y|ies)|respond(s|ing)?|response|comes?|joins?|here|there|hear|back|help(s|ed)?|talk|speak|write|writes|to|from|with|will|can|takes? over))+)?|how many (people|others|customers))( (will|does|is|do|are) (it|this|that|i|the wait|there|the queue|someone|somebody|anyone)( (take|going to take|have to wait|need to wait|still take|in front of me|before me|ahead of me))?)?|(is|are) (anyone|anybody|someone|somebody|you|u)( still)?( there| coming| here)|(anyone|anybody|someone|somebody|hello+) (there|here|home)|(i'?m |am i |are we )?still waiting|when (will|is|does) (someone|somebody|anyone|the (agent|colleague|human|person)|a (human|person|colleague))( be| coming| going to)?( here| there| come| reply| answer| write| join| available| free)*|when (will|do|can|am|are) (i|we) (going to |gonna )?(get|hear|be|talk|speak)(( to| with| from| a| an| my| some| any)*( (reply|answer|response|help|back|helped|served|answered|next|you|some ?one|some ?body|any ?one|any ?body|human|person|agent|colleague))+)|(is|are|will) (any ?one|any ?body|some ?one|some ?body|they|a (human|person|colleague)) (ever )?(going to |gonna )?(answer|answering|reply|replying|come|coming|help|helping|respond|responding|write|writing|read|reading)( to)?( me| this| here| back)*|(i'?ve|i have|been|ive) (been )?waiting( here)?( for)?( (ages|forever|hours|minutes|long enough|so long|too long|an hour|half an hour|\d+ (min(ute)?s?|hours?|hrs?)))?|hurry( up)?|where (is|are|s|'s) (the|my|your) (agent|human|person|colleague)s?|(what('s| is) my )?(place|position|number)( in (the )?(queue|line))?|am i (still )?(in the queue|in line|next))( (now|please|pls|then|already|still|yet|exactly))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Impatience();

    /// <summary>Whoever asks or wants something doesn't comment.</summary>
    [GeneratedRegex(@"\?\s*$|^\W*(where|when|what|which|who|how|why|can|could|will|would|is|are|do|does|did|i (want|need|would like)|i'd like|please|show|tell|list|cancel|return|my orders?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Question();
}
