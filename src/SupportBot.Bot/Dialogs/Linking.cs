using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;

namespace SupportBot.Bot.Dialogs;

/// <summary>Links a chat with a customer by a code that they get where they are signed in: says it there, takes it here.</summary>
public sealed partial class Linking(LinkCodes codes, SignedInCustomer customer, ILogger<Linking> logger)
{
    /// <summary>Answers a message about linking.</summary>
    /// <param name="message">The customer's words, cleaned.</param>
    public async Task<LinkingResult> AnswerAsync(ITurnContext turn, string message, CancellationToken ct)
    {
        if (Wish().IsMatch(message))
            return await SayHowAsync(turn, ct);
        if (LinkCodes.Read(message) is { } code && turn.Activity.PersonOf() is { } person)
            return await RedeemAsync(turn, person, code, ct);
        return LinkingResult.NotMeant;
    }

    private async Task<LinkingResult> SayHowAsync(ITurnContext turn, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        // Only where customers come by the shop's own token: a chat that was linked itself vouches for no other.
        var isOwnChat = turn.Activity.ChannelId == Channels.Directline;
        var text = isOwnChat && await customer.FindIdAsync(turn, ct) is { } id
            ? ReplyTexts.LinkCode(culture, await codes.CreateAsync(id, ct), LinkCodes.Lifetime)
            : ReplyTexts.HowToLink(culture);
        await turn.SendActivityAsync(MessageFactory.Text(text), ct);
        return LinkingResult.Answered;
    }

    private async Task<LinkingResult> RedeemAsync(ITurnContext turn, string person, string code, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var isBound = await customer.FindIdAsync(turn, ct) is not null;
        // Who is signed in here already may well have an order whose number looks like a code.
        if (isBound && turn.Activity.ChannelId == Channels.Directline)
            return LinkingResult.NotMeant;
        var outcome = await codes.RedeemAsync(turn.Activity.ConversationKey(), person, code, ct);
        if (isBound && outcome is LinkOutcome.WrongCode or LinkOutcome.TooManyTries)
            return LinkingResult.NotMeant;

        LogRedeemed(outcome);
        var text = outcome switch
        {
            LinkOutcome.Linked => ReplyTexts.Linked(culture, (await customer.FindAsync(turn, ct))?.FirstName),
            LinkOutcome.BoundToAnother => ReplyTexts.NotYourChat(culture),
            LinkOutcome.TooManyTries => ReplyTexts.LinkTooOften(culture),
            _ => ReplyTexts.LinkWrong(culture),
        };
        await turn.SendActivityAsync(MessageFactory.Text(text), ct);
        return outcome == LinkOutcome.Linked ? LinkingResult.Linked : LinkingResult.Answered;
    }

    [GeneratedRegex(@"^\W*(please |can you |i want to |i'd like to |how (do|can) i )*((connect|link) (this chat |my account |me |up )*((to"
        + @"|with) )?(ms |microsoft )?teams|link code|(connect|link) (a|another|this|my) (chat|account))(\W+please)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wish();

    [LoggerMessage(LogLevel.Information, "A link code was typed: {Outcome}")]
    private partial void LogRedeemed(LinkOutcome outcome);
}

/// <summary>What a message about linking came to.</summary>
public enum LinkingResult
{
    /// <summary>The message is about something else.</summary>
    NotMeant,

    Answered,

    /// <summary>Answered, and the conversation is the customer's now.</summary>
    Linked,
}
