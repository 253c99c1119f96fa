using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SupportBot.Bot.Dialogs.Matching;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Customers;
using SupportBot.Core.Faq;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Bot.Dialogs;

/// <summary>The way of a question: classify → clarify order id → look up → answer.</summary>
public sealed class SupportDialog : ComponentDialog
{
    public const string DialogId = "support";

    // A waterfall's step index outlives a deployment: name it anew when its steps change.
    private const string Steps = "support.steps.2";

    private readonly ILanguage _language;
    private readonly IOrders _orders;
    private readonly SignedInCustomer _customer;
    private readonly IStatePropertyAccessor<ConversationMemory> _memory;
    private readonly TimeProvider _time;
    private readonly OrderAnswerWriter _words;
    private readonly FallbackReplies _others;

    public SupportDialog(
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
        _language = language;
        _orders = orders;
        _customer = customer;
        _memory = ConversationMemory.In(state);
        _time = time;
        _words = new OrderAnswerWriter(language, time);
        _others = new FallbackReplies(faq, orders, customer);
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
        var lastRefusal = memory.TakeRefusal();
        if (memory.TakeOffer() is var (reason, orderIds))
        {
            var (isYes, isNo) = (SmallTalk.IsYes(message.Text), SmallTalk.IsNo(message.Text) || DeclinedHandoff.Without(message.Text) is "");
            if (isYes || isNo)
                memory.OfferNoMore(orderIds);
            if (isYes)
                return await step.ReplaceDialogAsync(HandoffDialog.DialogId, HandoffDialog.Begin(reason, orderIds, areCandidates: true), ct);
            if (isNo)
                return await step.SayAndEndAsync(ReplyTexts.NeverMind(culture), ct);
        }
        if (CourtesyReplies.ReplyTo(message.Text, culture) is { } polite)
            return await step.SayAndEndAsync(polite, ct);
        if (message.WasCut)
            await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.TooLong(culture)), ct);

        var understood = await _language.UnderstandAsync(
            DeclinedHandoff.Without(message.Text) is { Length: > 0 } rest ? rest : message.Text, _time.GetUtcNow(), ct);
        TurnNotes.Of(turn).Intent = understood.Intent;
        TurnNotes.Of(turn).LlmCalls += understood.LlmCalls;
        if (await _others.FindAsync(turn, message.Text, understood, memory, lastRefusal, ct) is { } reply)
            return await step.SayAndEndAsync(reply, ct);
        if (understood.IsUnsure)
            return await AskWhatAsync(step, message.Text, memory, ct);
        switch (understood.Intent)
        {
            case Intent.OrderHelp:
                return await step.ReplaceDialogAsync(HandoffDialog.DialogId, await HandoffOfAsync(turn, message.Text, understood.Reference, ct), ct);
            case Intent.OutOfScope:
                return await step.SayAndEndAsync(FallbackReplies.Refuse(turn, message.Text, memory, lastRefusal), ct);
            default:
                return await step.NextAsync(understood.GoesOn ? understood with { About = TopicList.Read(memory.About) } : understood, ct);
        }
    }

    /// <summary>A guess is put as a question: whoever wants a person says yes, whoever wants to know something asks again in other words.</summary>
    private static async Task<DialogTurnResult> AskWhatAsync(WaterfallStepContext step, string message, ConversationMemory memory, CancellationToken ct)
    {
        memory.Offer(message, memory.OrderId is { } known ? [known] : []);
        var notes = TurnNotes.Of(step.Context);
        (notes.Source, notes.Asked) = (ReplySource.Clarification, true);
        await step.Context.SendActivityAsync(OrderPicker.AskWhat(step.Context.Activity), ct);
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
        var text = MessageGuard.Clean(turn.Activity.Text).Text;
        // «how much was refunded and when» goes on with the order talked about; «where is my order» may mean another.
        if (understood.Reference is OrderReference.Unspecified && about.Count > 0 && memory.OrderId is not null && !QuestionMatcher.NamesAnOrder(text))
            understood = understood with { Reference = new OrderReference.Mentioned { Within = understood.Reference.Within } };
        var resolution = await _orders.OrRefundedAsync(await ResolveAsync(turn, customer.Id, understood.Reference, ct), understood, customer.Id, ct);
        TurnNotes.Of(turn).Resolution = resolution.Outcome;
        return resolution.Outcome switch
        {
            ResolutionOutcome.NoOrders => await step.SayAndEndAsync(ReplyTexts.NoOrders(culture), ct),
            _ when understood.Overview is not null => await step.NextAsync(OrderChoice.Of(understood, resolution, about), ct),
            ResolutionOutcome.Found => await step.NextAsync(OrderChoice.Of(understood, resolution, about), ct),
            ResolutionOutcome.Ambiguous => await step.BeginDialogAsync(
                ClarifyOrderDialog.DialogId, ClarifyOrderDialog.Begin(resolution.Orders, about, text, memory.OrderId), ct),
            _ => await step.SayAndEndAsync(
                understood.Reference is OrderReference.Numbers ? ReplyTexts.OrderNotFound(culture) : ReplyTexts.NothingFits(culture), ct),
        };
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
            var message = MessageGuard.Clean(turn.Activity.Text).Text;
            return await step.SayAndEndAsync(
                await _others.FindAsync(turn, message, aside, memory, null, ct) ?? FallbackReplies.Refuse(turn, message, memory, null), ct);
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
        var all = choice.Overview is null or Overview.Spent ? await _orders.ListInFullAsync(customer.Id, ct) : await _orders.ListAsync(customer.Id, ct);
        var meant = choice.OrderIds.Select(id => all.FirstOrDefault(order => order.Id == id)).OfType<Order>().ToList();
        return all.Count == 0 || (meant.Count == 0 && choice.Overview is null)
            ? await step.SayAndEndAsync(ReplyTexts.OrderNotFound(culture), ct)
            : await step.NextAsync(new Facts(all, meant, choice), ct);
    }

    private async Task<DialogTurnResult> AnswerAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("answer");
        var turn = step.Context;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var (all, meant, choice) = (Facts)step.Result;
        var about = choice.About;
        var memory = await _memory.OfAsync(turn, ct);
        // What was asked of all is nothing to go on with for one.
        memory.About = choice.Overview is null ? TopicList.Write(about) : "";
        string text;
        Order? onCard = null;
        IReadOnlyList<Order> told = meant;
        if (choice.Overview is { } wanted)
        {
            (text, told) = new OverviewAnswer(culture).Tell(all, meant, wanted, choice.Reference);
            memory.List([.. told.Select(order => order.Id)]);
        }
        else if (meant is [var order])
        {
            var asksWhy = QuestionMatcher.Why(MessageGuard.Clean(turn.Activity.Text).Text);
            text = await _words.WordAsync(turn, order, asksWhy ? _words.OfReason(turn, order, about) : about, ct);
            if (asksWhy)
                text += " " + _words.NoReason(turn, order);
            memory.Answer(order.Id, choice.Shown);
            onCard = memory.OnCard != order.Id && OrderCard.Helps(about) ? order : null;
            memory.OnCard = onCard?.Id ?? memory.OnCard;
            var cause = asksWhy ? OfferCause.AskedWhy : OfferCause.IsLate;
            if ((asksWhy || _words.DeservesAnOffer(turn, order, about)) && memory.MayOffer(order.Id, cause))
            {
                text += " " + ReplyTexts.OfferForLate(culture);
                memory.OfferOnce(order.Id, cause, MessageGuard.Clean(turn.Activity.Text).Text);
            }
        }
        else
        {
            var answer = _words.Of(turn);
            text = string.Join("\n\n", meant.Select(one => answer.Tell(one, about)));
            memory.List([.. meant.Select(one => one.Id)]);
        }
        if (choice.LacksSome)
            text += "\n\n" + ReplyTexts.SomeNotFound(culture);

        TurnNotes.Of(turn).Answered = [.. told.Select(order => order.Id)];
        return await step.SayAndEndAsync(_words.Message(turn, text, onCard, memory.OfferedReason is not null), ct);
    }

    private async Task<string> HandoffOfAsync(ITurnContext turn, string reason, OrderReference reference, CancellationToken ct)
    {
        try
        {
            if (await _customer.FindAsync(turn, ct) is not { } customer)
                return HandoffDialog.Begin(reason, [], areCandidates: false);

            var memory = await _memory.OfAsync(turn, ct);
            if (reference is OrderReference.Unspecified && memory.OrderId is not null)
                reference = new OrderReference.Mentioned();
            var resolution = await ResolveAsync(turn, customer.Id, reference, ct);
            TurnNotes.Of(turn).Resolution = resolution.Outcome;
            List<string> orderIds = [.. resolution.Orders.Take(OrderPicker.MaxOrders).Select(order => order.Id)];
            memory.OfferNoMore(orderIds);
            return HandoffDialog.Begin(reason, orderIds, areCandidates: resolution.Outcome != ResolutionOutcome.Found);
        }
        catch (OrdersUnavailableException)
        {
            // Just when lookups fail, customers must get through to a person.
            return HandoffDialog.Begin(reason, [], areCandidates: false);
        }
    }

    private async Task<Resolution> ResolveAsync(ITurnContext turn, CustomerId customer, OrderReference reference, CancellationToken ct)
    {
        var memory = await _memory.OfAsync(turn, ct);
        // «back to the first one» is the first of the list, where there is one.
        if (reference is OrderReference.Mentioned { Which: Mention.First } && memory.Listed.Count > 0)
            reference = new OrderReference.Ordinal(1);
        return ReferenceResolver.Resolve(
            reference, await _orders.ListAsync(customer, ct), memory.OnShow(reference), memory.Mentioned(reference),
            MessageGuard.Clean(turn.Activity.Text).Text);
    }

    /// <param name="All">All orders of the customer, as far as they were read.</param>
    /// <param name="Meant">Those asked for.</param>
    private sealed record Facts(IReadOnlyList<Order> All, IReadOnlyList<Order> Meant, OrderChoice Choice);
}
