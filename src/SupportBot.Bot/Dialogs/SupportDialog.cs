using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Dialogs;

/// <summary>The way of a question: classify → clarify order id → look up → answer.</summary>
public sealed class SupportDialog : ComponentDialog
{
    public const string DialogId = "support";

    /// <summary>Surer than this that a message is about nothing of ours, even own things don't make it ours.</summary>
    private const double SureOfOther = 0.9;

    // A waterfall's step index outlives a deployment: name it anew when its steps change.
    private const string Steps = "support.steps.2";

    private readonly Hearing _hearing;
    private readonly IOrders _orders;
    private readonly SignedInCustomer _customer;
    private readonly IStatePropertyAccessor<ConversationMemory> _memory;
    private readonly OrderFinder _finder;
    private readonly OrderAnswers _answers;
    private readonly FallbackReplies _others;

    public SupportDialog(
        Hearing hearing,
        ILanguage language,
        IFaq faq,
        IOrders orders,
        SignedInCustomer customer,
        ConversationState state,
        ClarifyOrderDialog clarify,
        HandoffDialog handoff,
        TimeProvider time)
        : base(DialogId)
    {
        ArgumentNullException.ThrowIfNull(state);
        _hearing = hearing;
        _orders = orders;
        _customer = customer;
        _memory = ConversationMemory.In(state);
        _finder = new OrderFinder(orders, customer, _memory);
        _answers = new OrderAnswers(new OrderAnswerWriter(language, time), hearing);
        _others = new FallbackReplies(faq);
        AddDialog(new WaterfallDialog(Steps, [ClassifyAsync, ClarifyOrderAsync, LookUpAsync, AnswerAsync]));
        AddDialog(clarify);
        AddDialog(handoff);
        InitialDialogId = Steps;
    }

    private async Task<DialogTurnResult> ClassifyAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("classify");
        var turn = step.Context;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var message = MessageGuard.Clean(turn.Activity.Text);
        var memory = await _memory.OfAsync(turn, ct);
        if (message.Text.Length == 0)
            return await step.SayAndEndAsync(ReplyTexts.EmptyMessage(culture), ct);
        if (message.WasCut)
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.TooLong(culture)), ct);

        var understood = await _hearing.OfAsync(turn, ct);
        var lastRefusal = memory.TakeRefusal();
        // Whatever else is said of it, «it» is that one from now on.
        if (understood.Orders is OrderReference.Product { Ids: [var named] })
            memory.Answer(named, []);
        if (memory.TakeOffer() is var (reason, orderIds))
        {
            memory.WantsNobody |= understood.Act is Act.Decline or Act.Drop;
            if (understood.Act is Act.Agree or Act.Decline or Act.Drop)
                memory.OfferNoMore(orderIds);
            if (understood.Act == Act.Agree)
                return await step.ReplaceDialogAsync(HandoffDialog.DialogId, HandoffDialog.Begin(reason, orderIds, areCandidates: true), ct);
            if (understood.Act == Act.Decline)
                return await step.SayAndEndAsync(ReplyTexts.NeverMind(culture), ct);
        }
        if (understood.IsUnread)
            return await AskWhatAsync(step, understood, memory, "Unread", ct);
        if (FallbackReplies.Courtesy(turn, understood, memory) is { } polite)
            return await step.SayAndEndAsync(polite, ct);
        if (understood.Act == Act.TakeBack)
            return await step.SayAndEndAsync(ReplyTexts.NothingToCallOff(culture, null), ct);
        if (await _others.FindAsync(turn, understood, memory, lastRefusal, ct) is { } reply)
            return await step.SayAndEndAsync(reply, ct);
        if (understood.IsUnsure && understood.Orders is OrderReference.Unspecified)
            return await AskWhatAsync(step, understood, memory, "NotSure", ct);
        // «wrong order» alone means the other one.
        if (understood is { Act: Act.Correct, Orders: OrderReference.Unspecified { Except: [] }, Topics.Count: 0 } && memory.OrderId is not null)
            understood = understood with { Orders = new OrderReference.Other() };
        // The order named after a request was opened goes with it.
        if (TurnNotes.Of(turn) is { IsRequestOpen: true, LastMove: BotMove.Requested or BotMove.Joined }
            && understood is { Act: Act.Choose or Act.Correct or Act.GoesOn, Topics.Count: 0 })
            understood = understood with { Intent = Intent.OrderHelp };
        else if (understood is { Act: Act.Choose, Topics.Count: 0 })
            understood = understood with { Intent = Intent.OrderInfo };
        return understood.Intent switch
        {
            Intent.OrderHelp => await step.ReplaceDialogAsync(HandoffDialog.DialogId, await _finder.HandoffOfAsync(turn, understood, ct), ct),
            // What names something of the customer's own is about it; all else is refused.
            Intent.OutOfScope when !IsAboutOwn(understood) => await step.SayAndEndAsync(FallbackReplies.Refuse(turn, understood, memory, lastRefusal), ct),
            _ => await step.NextAsync(GoesOn(understood) ? understood with { Topics = memory.LastTopicsOf() } : understood, ct),
        };
    }

    /// <summary>Names an order and asks nothing new: what was asked before is asked of it.</summary>
    private static bool GoesOn(Understanding understood) =>
        understood is { Topics.Count: 0, Act: Act.GoesOn or Act.Choose or Act.Correct };

    private static bool IsAboutOwn(Understanding understood) =>
        understood.IsUnsure || (understood.Confidence < SureOfOther && understood.Orders is OrderReference.Numbers or OrderReference.Product { Ids.Count: > 0 })
        || understood.Act is Act.Choose or Act.GoesOn or Act.Correct;

    /// <summary>A guess is put as a question: whoever wants a person says yes, whoever wants to know something asks again in other words.</summary>
    private static async Task<DialogTurnResult> AskWhatAsync(
        WaterfallStepContext step, Understanding understood, ConversationMemory memory, string words, CancellationToken ct)
    {
        var notes = TurnNotes.Of(step.Context);
        if (!notes.IsRequestOpen)
            memory.Offer(understood.Words, memory.OrderId is { } known ? [known] : []);
        memory.Did(BotMove.AskedWhat);
        (notes.Source, notes.Asked) = (ReplySource.Clarification, true);
        await step.Context.SendActivityAsync(OrderPicker.AskWhat(step.Context.Activity, words), ct);
        return await step.EndDialogAsync(cancellationToken: ct);
    }

    private async Task<DialogTurnResult> ClarifyOrderAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("clarify");
        var turn = step.Context;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var memory = await _memory.OfAsync(turn, ct);
        if (await _customer.FindOrTellAsync(turn, memory, ct) is not { } customer)
            return await step.EndDialogAsync(cancellationToken: ct);

        var understood = (Understanding)step.Result;
        var about = understood.About;
        if (understood.Overview is null)
            understood = OrderFinder.InFocus(understood, memory);
        var resolution = (await _finder.FindAsync(turn, customer.Id, understood, ct)).OrRefunded(understood);
        TurnNotes.Of(turn).Resolution = resolution.Outcome;
        return resolution.Outcome switch
        {
            ResolutionOutcome.NoOrders => await NoOrdersAsync(step, understood, memory, ct),
            _ when understood.Overview is not (null or Overview.Compare) => await step.NextAsync(OrderChoice.Of(understood, resolution, about), ct),
            // «is anything still on its way?» has an answer when nothing is.
            ResolutionOutcome.NotFound when understood.Orders is OrderReference.InState =>
                await step.NextAsync(OrderChoice.Of(understood with { Overview = Overview.List }, resolution, about), ct),
            ResolutionOutcome.Found => await step.NextAsync(OrderChoice.Of(understood, resolution, about), ct),
            ResolutionOutcome.Ambiguous => await step.BeginDialogAsync(
                ClarifyOrderDialog.DialogId, ClarifyOrderDialog.Begin(resolution.Orders, understood, memory.OrderId), ct),
            _ => await NotFoundAsync(step, understood, memory, ct),
        };
    }

    /// <summary>Whoever has no orders and insists gets a person.</summary>
    private static Task<DialogTurnResult> NoOrdersAsync(WaterfallStepContext step, Understanding understood, ConversationMemory memory, CancellationToken ct)
    {
        if (TurnNotes.Of(step.Context) is { LastMove: BotMove.NoOrders, IsRequestOpen: false })
            return step.ReplaceDialogAsync(HandoffDialog.DialogId, HandoffDialog.Begin(understood.Words, [], areCandidates: false), ct);
        memory.Did(BotMove.NoOrders);
        return step.SayAndEndAsync(ReplyTexts.NoOrders(ReplyTexts.CultureOf(step.Context.Activity)), ct);
    }

    private static Task<DialogTurnResult> NotFoundAsync(WaterfallStepContext step, Understanding understood, ConversationMemory memory, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(step.Context.Activity);
        memory.Did(BotMove.NotFound);
        return step.SayAndEndAsync(
            understood.Orders is OrderReference.Numbers ? ReplyTexts.OrderNotFound(culture) : ReplyTexts.NothingFits(culture), ct);
    }

    private async Task<DialogTurnResult> LookUpAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("look up");
        var turn = step.Context;
        if (step.Result is not OrderChoice choice)
            return await step.EndDialogAsync(cancellationToken: ct);
        var memory = await _memory.OfAsync(turn, ct);
        if (choice.Aside is { } aside)
        {
            memory.PutAside(choice.OrderIds, TopicList.Write(choice.About));
            return await step.SayAndEndAsync(
                FallbackReplies.Courtesy(turn, aside, memory) ?? await _others.FindAsync(turn, aside, memory, null, ct)
                ?? FallbackReplies.Refuse(turn, aside, memory, null), ct);
        }
        if (choice.HandoffReason is { } reason)
        {
            memory.OfferNoMore(choice.OrderIds);
            return await step.ReplaceDialogAsync(HandoffDialog.DialogId, HandoffDialog.Begin(reason, choice.OrderIds, choice.AreCandidates), ct);
        }
        if (choice.OfferReason is { } offered)
        {
            memory.Offer(offered, choice.OrderIds);
            await turn.SendActivityAsync(OrderPicker.OfferHuman(turn.Activity), ct);
            return await step.EndDialogAsync(cancellationToken: ct);
        }

        var culture = ReplyTexts.CultureOf(turn.Activity);
        if (await _customer.FindOrTellAsync(turn, memory, ct) is not { } customer)
            return await step.EndDialogAsync(cancellationToken: ct);

        if (choice.Overview is null && choice.OrderIds is [var orderId])
        {
            // Another customer's order and no order at all get the same words, so that ids can't be probed.
            return await _orders.FindAsync(customer.Id, orderId, ct) is { } order
                ? await step.NextAsync(new Facts([order], [order], choice), ct)
                : await step.SayAndEndAsync(ReplyTexts.OrderNotFound(culture), ct);
        }

        if (choice.Overview is null && choice.OrderIds.Count > OrderPicker.MaxOrders)
            choice = choice with { Overview = Overview.List };
        var all = await _orders.OfTurnAsync(turn, customer.Id, ct);
        var meant = choice.OrderIds.Select(id => all.FirstOrDefault(order => order.Id == id)).OfType<Order>().ToList();
        return all.Count == 0 || (meant.Count == 0 && choice.Overview is null)
            ? await step.SayAndEndAsync(ReplyTexts.OrderNotFound(culture), ct)
            : await step.NextAsync(new Facts(all, meant, choice), ct);
    }

    private async Task<DialogTurnResult> AnswerAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("answer");
        var (all, meant, choice) = (Facts)step.Result;
        return await step.SayAndEndAsync(await _answers.OfAsync(step.Context, all, meant, choice, await _memory.OfAsync(step.Context, ct), ct), ct);
    }

    /// <param name="All">All orders of the customer, as far as they were read.</param>
    /// <param name="Meant">Those asked for.</param>
    private sealed record Facts(IReadOnlyList<Order> All, IReadOnlyList<Order> Meant, OrderChoice Choice);
}
