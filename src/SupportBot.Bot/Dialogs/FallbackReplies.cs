using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to messages that ask nothing of an order: manners, anger, words, the shop, other trades.</summary>
internal sealed class FallbackReplies(IFaq faq)
{
    /// <summary>Less sure than this that it is about orders, a help page may answer.</summary>
    private const double SureOfOrders = 0.8;

    // Who gets one of these again gets the next one: nobody is told the same twice in a row.
    private static readonly string[] Refusals = ["Refusal", "RefusalAgain", "RefusalStill"];
    private static readonly string[] Sorry = ["SorryAbout", "SorryAgain"];

    /// <summary>Replies to manners, and to what ends or begins a talk.</summary>
    /// <returns><c>null</c> when the message is more than manners.</returns>
    public static Activity? Courtesy(ITurnContext turn, Understanding understood, ConversationMemory memory)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        if (understood.Act == Act.AskBot && understood.Asks(Topic.Who))
            return Offer(turn, understood, memory, "AmProgram", BotMove.AboutBot);
        if (understood.Act == Act.WantNoPerson && understood is { Orders: OrderReference.Unspecified, Topics.Count: 0 })
            return MessageFactory.Text(ReplyTexts.Say(culture, "NobodyThen"));
        // «yes please» and «ok» to the news that a colleague will write.
        if (TurnNotes.Of(turn) is { IsRequestOpen: true, LastMove: BotMove.Requested or BotMove.Joined or BotMove.StillWaiting or BotMove.Regret }
            && understood.Act is Act.Agree or Act.Other)
            return MessageFactory.Text(ReplyTexts.Say(culture, "WithColleague"));
        return TextOf(understood.Act, culture) is not { } text ? null : Said(memory, understood.Act, text);
    }

    private static string? TextOf(Act act, CultureInfo culture) => act switch
    {
        Act.Greet => ReplyTexts.Hello(culture),
        Act.Thank or Act.Rate => ReplyTexts.Thanks(culture),
        Act.Leave => ReplyTexts.Goodbye(culture),
        Act.AskBot => ReplyTexts.Say(culture, "AboutBot"),
        Act.Other or Act.Decline => ReplyTexts.GotIt(culture),
        Act.Agree => ReplyTexts.AskAway(culture),
        Act.Drop => ReplyTexts.NeverMind(culture),
        _ => null,
    };

    private static Activity Said(ConversationMemory memory, Act act, string text)
    {
        memory.Did(act switch { Act.AskBot => BotMove.AboutBot, Act.Drop => BotMove.Dropped, Act.Agree => BotMove.AskedWhat, _ => BotMove.Courtesy });
        return MessageFactory.Text(text);
    }

    /// <summary>Whether a message is nothing about an order, whatever else was just being asked.</summary>
    public async Task<bool> IsOneAsync(Understanding understood, CancellationToken ct) =>
        understood.Act is Act.Complain or Act.AskBot || understood.Word is not null || await HelpPageAsync(understood, ct) is not null
        || understood is { Intent: Intent.OutOfScope, IsUnsure: false, Orders: OrderReference.Unspecified };

    /// <returns>The reply, or <c>null</c> when there is nothing to say but a refusal.</returns>
    public async Task<Activity?> FindAsync(ITurnContext turn, Understanding understood, ConversationMemory memory, string? lastRefusal, CancellationToken ct)
    {
        if (understood.Act == Act.Complain)
        {
            return Offer(turn, understood, memory, understood switch
            {
                _ when understood.Asks(Topic.Threat) => "SorryThreat",
                _ when understood.Asks(Topic.Dispute) => "SorryDispute",
                _ => Next(Sorry, lastRefusal),
            }, BotMove.Regret);
        }
        if (understood is { Word: { } status, Orders: not OrderReference.Numbers })
            return Explain(turn, status, memory);
        if (await HelpPageAsync(understood, ct) is not { } page)
            return null;
        TurnNotes.Of(turn).Source = ReplySource.Faq;
        memory.Did(BotMove.Page);
        return FaqAnswer.Of(turn.Activity, page);
    }

    /// <summary>Says that this is nothing for us; from the second time in a row on, with the offer of a colleague.</summary>
    public static Activity Refuse(ITurnContext turn, Understanding understood, ConversationMemory memory, string? lastRefusal)
    {
        var words = Next(Refusals, lastRefusal);
        if (words != Refusals[0])
            return Offer(turn, understood, memory, words, BotMove.Offered);
        (memory.LastRefusal, TurnNotes.Of(turn).Source) = (words, ReplySource.Refusal);
        memory.Did(BotMove.Refused);
        return MessageFactory.Text(ReplyTexts.Refusal(ReplyTexts.CultureOf(turn.Activity)));
    }

    private static string Next(string[] words, string? last) =>
        Array.IndexOf(words, last) is var place && place + 1 < words.Length ? words[place + 1] : words[^2];

    /// <summary>While a request waits, nobody is offered a second one.</summary>
    private static Activity Offer(ITurnContext turn, Understanding understood, ConversationMemory memory, string words, BotMove move)
    {
        memory.LastRefusal = words;
        TurnNotes.Of(turn).Source = ReplySource.Refusal;
        memory.Did(move);
        if (TurnNotes.Of(turn).IsRequestOpen)
            return MessageFactory.Text(ReplyTexts.Say(ReplyTexts.CultureOf(turn.Activity), words + ".Waiting"));
        memory.Offer(understood.Words, memory.OrderId is { } known ? [known] : []);
        memory.Did(move);
        return OrderPicker.OfferHumanAfter(turn.Activity, words);
    }

    /// <summary>The help pages answer what isn't about orders, and how things are done with an order that isn't pointed at.</summary>
    private async Task<FaqSection?> HelpPageAsync(Understanding understood, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("search faq");
        return understood switch
        {
            { Intent: Intent.OutOfScope, Words.Length: > 0 } => await faq.FindAsync(understood.Words, ct),
            // «what payment methods do you take», while we ask which order is meant.
            { Intent: Intent.OrderInfo, Act: Act.Ask, Orders: OrderReference.Unspecified, Confidence: < SureOfOrders } => await faq.FindAsync(understood.Words, ct),
            { Intent: Intent.OrderHelp, Orders: OrderReference.Unspecified or OrderReference.Product } when understood.Asks(Topic.How) =>
                await faq.FindAsync(understood.Query, ct),
            _ => null,
        };
    }

    private static Activity Explain(ITurnContext turn, OrderStatus status, ConversationMemory memory)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var text = ReplyTexts.Say(culture, $"Meaning.{status}");
        memory.Did(BotMove.Page);
        if (OrderFinder.Known(turn).Where(order => order.Status == status).ToList() is [var only])
        {
            text += " " + ReplyTexts.Say(culture, "MeaningHas", only.Id);
            memory.Answer(only.Id, []);
            TurnNotes.Of(turn).Answered = [only.Id];
        }
        return MessageFactory.Text(text);
    }
}
