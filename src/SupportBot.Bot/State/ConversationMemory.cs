using Microsoft.Bot.Builder;

namespace SupportBot.Bot.State;

/// <summary>What a conversation was about, so that «it», «the second one» and «yes please» work. Outlives deployments: strings only.</summary>
public sealed class ConversationMemory
{
    private const int MostTalkedAbout = 20;
    private const int MaxMarked = 200;

    public static IStatePropertyAccessor<ConversationMemory> In(ConversationState state) =>
        state.CreateProperty<ConversationMemory>(nameof(ConversationMemory));

    /// <summary>The order talked about last; <c>null</c> before the first.</summary>
    public string? OrderId { get; set; }

    /// <summary>Ids of the orders listed last, from the top; none once one of them was answered.</summary>
    public List<string> Listed { get; set; } = [];

    /// <summary>Ids of the orders that were on show when the customer chose the one talked about.</summary>
    public List<string> Candidates { get; set; } = [];

    /// <summary>Ids of the orders talked about, in their order, each once in a row.</summary>
    public List<string> TalkedAbout { get; set; } = [];

    /// <summary>The order whose card was shown last; <c>null</c> before the first.</summary>
    public string? OnCard { get; set; }

    /// <summary>The topics asked for last, as <see cref="TopicList"/> writes them.</summary>
    public string About { get; set; } = "";

    /// <summary>What the bot did last, as <see cref="BotMove"/> names it; empty before the first.</summary>
    public string LastMove { get; set; } = "";

    /// <summary>All that was asked last, facts and ways of asking.</summary>
    public string LastTopics { get; set; } = "";

    /// <summary>The customer's last message with marks in place of what is theirs.</summary>
    public string LastMarked { get; set; } = "";

    /// <summary>What a colleague was offered for, in the customer's words; <c>null</c> when nothing is offered.</summary>
    public string? OfferedReason { get; set; }

    public List<string> OfferedOrders { get; set; } = [];

    /// <summary>The handoff that was closed last and is over for this conversation: its rating was given or passed over.</summary>
    public string? HandoffOver { get; set; }

    /// <summary>Whether the next message may be what the customer adds to the rating.</summary>
    public bool MayComment { get; set; }

    /// <summary>Ids of the orders for which a colleague was offered or has been asked; with «?» behind it, on being asked why, with «!» in anger.</summary>
    public List<string> OfferedOnce { get; set; } = [];

    /// <summary>The key of the words that helped nobody just now; <c>null</c> after all other replies.</summary>
    public string? LastRefusal { get; set; }

    /// <summary>Whether the customer wanted no person: then none is offered beside answers.</summary>
    public bool WantsNobody { get; set; }

    /// <summary>Whether the customer was greeted, or talked first.</summary>
    public bool HasGreeted { get; set; }

    /// <summary>The channel's id of the customer's newest message; <c>null</c> before the first.</summary>
    public string? LastMessageId { get; set; }

    /// <summary>What is answered as soon as the customer is known, in their words; <c>null</c> when nothing waits.</summary>
    public string? WaitingQuestion { get; set; }

    internal BotMove LastMoveOf() => Enum.TryParse<BotMove>(LastMove, out var move) ? move : BotMove.Start;

    internal IReadOnlyList<Topic> LastTopicsOf() => TopicList.Read(LastTopics);

    /// <summary>Notes what was just heard. Until a reply says what it does, it is taken for a courtesy.</summary>
    internal void Heard(Understanding understood)
    {
        Did(BotMove.Courtesy);
        LastMarked = understood.Marked.Length <= MaxMarked ? understood.Marked : understood.Marked[..MaxMarked];
        WantsNobody = understood.Act is Act.WantNoPerson || (WantsNobody && understood.Act is not (Act.Want or Act.WantPerson or Act.Agree));
        if (understood is { Topics.Count: > 0, Act: Act.Ask or Act.GoesOn or Act.Choose or Act.Correct or Act.Want })
            LastTopics = TopicList.Write(understood.Topics);
    }

    internal void Did(BotMove move) => LastMove = move.ToString();

    /// <summary>Notes that a colleague was offered.</summary>
    /// <param name="reason">What for, in the customer's words.</param>
    public void Offer(string reason, IReadOnlyList<string> orderIds)
    {
        (OfferedReason, OfferedOrders) = (reason, [.. orderIds]);
        Did(BotMove.Offered);
    }

    /// <summary>Whether a colleague may be offered for this order; the same is offered once.</summary>
    internal bool MayOffer(string orderId, OfferCause cause) => !WantsNobody && !OfferedOnce.Contains(TextOf(orderId, cause));

    /// <summary>Notes that a colleague was offered with the answer about an order.</summary>
    /// <param name="reason">What for, in the customer's words.</param>
    internal void OfferOnce(string orderId, OfferCause cause, string reason)
    {
        OfferedOnce = [.. OfferedOnce, TextOf(orderId, cause)];
        Offer(reason, [orderId]);
    }

    /// <summary>Notes that nobody needs to be offered for these orders any more.</summary>
    public void OfferNoMore(IEnumerable<string> orderIds) =>
        OfferedOnce = [.. OfferedOnce.Concat(orderIds.SelectMany(id => Enum.GetValues<OfferCause>().Select(cause => TextOf(id, cause)))).Distinct()
            .TakeLast(3 * MostTalkedAbout)];

    private static string TextOf(string orderId, OfferCause cause) =>
        cause switch { OfferCause.AskedWhy => orderId + "?", OfferCause.IsAngry => orderId + "!", _ => orderId };

    /// <summary>Which words helped nobody the turn before.</summary>
    public string? TakeRefusal()
    {
        var last = LastRefusal;
        LastRefusal = null;
        return last;
    }

    /// <summary>Puts a question aside that was asked about several orders: an answer to it is still understood.</summary>
    public void PutAside(IReadOnlyList<string> onShow, string about) => (Listed, About) = ([.. onShow], about);

    /// <summary>Notes one order that was answered.</summary>
    /// <param name="shown">Ids that were on show beside it; empty when it was named outright.</param>
    public void Answer(string orderId, IReadOnlyList<string> shown)
    {
        var onShow = shown.Count > 0 ? shown : Listed.Count > 0 ? Listed : Candidates;
        Candidates = onShow.Contains(orderId) ? [.. onShow] : [];
        Listed = [];
        OrderId = orderId;
        if (TalkedAbout is not [.., var last] || last != orderId)
            TalkedAbout = [.. TalkedAbout.TakeLast(MostTalkedAbout - 1), orderId];
    }

    /// <summary>Notes several orders that were told of, from the top.</summary>
    public void List(IReadOnlyList<string> orderIds)
    {
        OrderId = orderIds is [var only] ? only : null;
        Listed = [.. orderIds];
        Candidates = [];
    }

    /// <summary>The list that a reference counts in.</summary>
    public IReadOnlyList<string> OnShow(OrderReference reference) => reference switch
    {
        OrderReference.Both when Listed.Count != 2 && Candidates.Count == 2 => Candidates,
        OrderReference.Both when Listed.Count != 2 && TalkedAbout.Count > 0 => LastTwo(),
        OrderReference.Most or OrderReference.All { OnShow: true } when Listed.Count == 0 && LastTwo() is [_, _] two => two,
        _ when Listed.Count > 0 => Listed,
        OrderReference.Other or OrderReference.Both or OrderReference.All { OnShow: true } => Candidates,
        // «the last one» is the newest again, once the list is answered.
        OrderReference.Ordinal { From: not (CountedFrom.Bottom or CountedFrom.Oldest) } => Candidates,
        _ => [],
    };

    private List<string> LastTwo() => [.. TalkedAbout.AsEnumerable().Reverse().Distinct().Take(2)];

    /// <summary>What was offered last, which counts for the next message only.</summary>
    public (string Reason, IReadOnlyList<string> OrderIds)? TakeOffer()
    {
        if (OfferedReason is not { } reason)
            return null;
        var offer = (reason, OfferedOrders);
        (OfferedReason, OfferedOrders) = (null, []);
        return offer;
    }
}

/// <summary>Why a colleague is offered beside an answer: the order is late, the customer asked for a reason and none is recorded, or they are angry.</summary>
internal enum OfferCause { IsLate, AskedWhy, IsAngry }

internal static class ConversationMemoryExtensions
{
    /// <summary>The memory of a turn's conversation; begins one when there is none.</summary>
    public static Task<ConversationMemory> OfAsync(this IStatePropertyAccessor<ConversationMemory> memory, ITurnContext turn, CancellationToken ct) =>
        memory.GetAsync(turn, () => new ConversationMemory(), ct);
}
