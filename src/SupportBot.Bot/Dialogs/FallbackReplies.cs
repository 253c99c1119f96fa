using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Dialogs.Matching;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to messages that are not about one of the customer's orders: anger, words, the shop, other trades.</summary>
internal sealed class FallbackReplies(IFaq faq, IOrders orders, SignedInCustomer customers)
{
    // Who gets one of these again gets the next one: nobody is told the same twice in a row.
    private static readonly string[] Refusals = ["Refusal", "RefusalAgain", "RefusalStill"];
    private static readonly string[] Sorry = ["SorryAbout", "SorryAgain"];

    /// <summary>Whether a message is one of these, whatever else was just being asked.</summary>
    public async Task<bool> IsOneAsync(string message, Understanding understood, CancellationToken ct) =>
        DeclinedHandoff.Without(message) is "" || ComplaintIn(message, understood) is not null || IsMeaning(message, understood) is not null
            || await HelpPageAsync(message, understood, ct) is not null
        || understood is { Intent: Intent.OutOfScope, IsUnsure: false };

    /// <returns>The reply, or <c>null</c> when there is nothing to say but a refusal.</returns>
    public async Task<Activity?> FindAsync(
        ITurnContext turn, string message, Understanding understood, ConversationMemory memory, string? lastRefusal, CancellationToken ct)
    {
        if (DeclinedHandoff.Without(message) is "")
            return MessageFactory.Text(ReplyTexts.Say(ReplyTexts.CultureOf(turn.Activity), "NobodyThen"));
        if (ComplaintIn(message, understood) is { } complaint)
        {
            TurnNotes.Of(turn).Asked = understood.IsUnsure;
            return Offer(turn, message, memory, complaint switch
            {
                ComplaintKind.AsksWhoWeAre => "AmProgram",
                ComplaintKind.Threatens => "SorryThreat",
                ComplaintKind.Disputes => "SorryDispute",
                _ => Next(Sorry, lastRefusal),
            });
        }
        if (IsMeaning(message, understood) is { } status)
            return await ExplainAsync(turn, status, memory, ct);
        if (await HelpPageAsync(message, understood, ct) is not { } page)
            return null;
        TurnNotes.Of(turn).Source = ReplySource.Faq;
        return FaqAnswer.Of(turn.Activity, page);
    }

    /// <summary>Says that this is nothing for us; from the second time in a row on, with the offer of a colleague.</summary>
    public static Activity Refuse(ITurnContext turn, string message, ConversationMemory memory, string? lastRefusal)
    {
        var words = Next(Refusals, lastRefusal);
        if (words != Refusals[0])
            return Offer(turn, message, memory, words);
        (memory.LastRefusal, TurnNotes.Of(turn).Source) = (words, ReplySource.Refusal);
        return MessageFactory.Text(ReplyTexts.Refusal(ReplyTexts.CultureOf(turn.Activity)));
    }

    private static string Next(string[] words, string? last) =>
        Array.IndexOf(words, last) is var place && place + 1 < words.Length ? words[place + 1] : words[^2];

    private static Activity Offer(ITurnContext turn, string message, ConversationMemory memory, string words)
    {
        memory.LastRefusal = words;
        memory.Offer(message, memory.OrderId is { } known ? [known] : []);
        TurnNotes.Of(turn).Source = ReplySource.Refusal;
        return OrderPicker.OfferHumanAfter(turn.Activity, words);
    }

    /// <summary>Who wants something done or names an order gets that, however angry they are.</summary>
    private static ComplaintKind? ComplaintIn(string message, Understanding understood) => ComplaintClassifier.Of(message) switch
    {
        ComplaintKind.AsksWhoWeAre => ComplaintKind.AsksWhoWeAre,
        { } complaint when understood.Intent == Intent.OutOfScope || understood.IsUnsure || IsAboutNothing(understood) => complaint,
        _ => null,
    };

    private static bool IsAboutNothing(Understanding understood) =>
        understood is { Intent: Intent.OrderInfo, Overview: null, Reference: OrderReference.Unspecified or OrderReference.Mentioned, About.Count: 0 };

    private static OrderStatus? IsMeaning(string message, Understanding understood) =>
        understood.Intent == Intent.OrderHelp || understood.Reference is OrderReference.Numbers ? null : QuestionMatcher.Meaning(message);

    /// <summary>The help pages answer what isn't about orders, and how things are done with an order that isn't pointed at.</summary>
    private async Task<FaqSection?> HelpPageAsync(string message, Understanding understood, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("search faq");
        return understood switch
        {
            { Intent: Intent.OutOfScope } => await faq.FindAsync(message, ct),
            { Intent: Intent.OrderHelp, Reference: OrderReference.Unspecified or OrderReference.Product } when QuestionMatcher.How(message) =>
                await faq.FindAsync(WithoutThing(message, understood.Reference), ct),
            _ => null,
        };
    }

    // The pages tell how things are returned, not how a lamp is.
    private static string WithoutThing(string message, OrderReference reference) =>
        reference is OrderReference.Product { Name: var thing } ? message.Replace(thing, "something", StringComparison.OrdinalIgnoreCase) : message;

    private async Task<Activity> ExplainAsync(ITurnContext turn, OrderStatus status, ConversationMemory memory, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var text = ReplyTexts.Say(culture, $"Meaning.{status}");
        var all = await customers.FindAsync(turn, ct) is { } customer ? await orders.ListAsync(customer.Id, ct) : [];
        if (all.Where(order => order.Status == status).ToList() is [var only])
        {
            text += " " + ReplyTexts.Say(culture, "MeaningHas", only.Id);
            memory.Answer(only.Id, []);
            TurnNotes.Of(turn).Answered = [only.Id];
        }
        return MessageFactory.Text(text);
    }
}
