using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SupportBot.Bot.State;
using SupportBot.Core;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.Bot.Dialogs;

/// <summary>The way of a question: classify → clarify order id → look up → answer.</summary>
public sealed class SupportDialog : ComponentDialog
{
    public const string DialogId = "support";

    // A waterfall's step index outlives a deployment: name it anew when its steps change.
    private const string Steps = "support.steps.1";
    private const string About = "about";
    private const string Kind = "kind";
    private const string Value = "value";

    private readonly ILanguage _language;
    private readonly IFaq _faq;
    private readonly IOrders _orders;
    private readonly SignedInCustomer _customer;
    private readonly IStatePropertyAccessor<ConversationMemory> _memory;
    private readonly TimeProvider _time;

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
        _faq = faq;
        _orders = orders;
        _customer = customer;
        _memory = state.CreateProperty<ConversationMemory>(nameof(ConversationMemory));
        _time = time;
        AddDialog(new WaterfallDialog(Steps, [ClassifyAsync, ClarifyOrderAsync, LookUpAsync, AnswerAsync]));
        AddDialog(clarify);
        AddDialog(handoff);
        InitialDialogId = Steps;
    }

    private async Task<DialogTurnResult> ClassifyAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("classify");
        var turn = step.Context;
        var culture = Replies.CultureOf(turn.Activity);
        var message = MessageGuard.Clean(turn.Activity.Text);
        if (Manners.ReplyTo(message.Text, culture) is { } polite)
            return await step.SayAndEndAsync(polite, ct);
        if (message.WasCut)
            await turn.SendActivityAsync(MessageFactory.Text(Replies.TooLong(culture)), ct);

        var understood = await _language.UnderstandAsync(message.Text, _time.GetUtcNow(), ct);
        TurnNotes.Of(turn).Intent = understood.Intent;
        TurnNotes.Of(turn).LlmCalls += understood.LlmCalls;
        switch (understood.Intent)
        {
            case Intent.OrderHelp:
                return await step.ReplaceDialogAsync(HandoffDialog.DialogId, await HandoffOfAsync(turn, message.Text, understood.Reference, ct), ct);
            case Intent.OutOfScope:
                return await step.SayAndEndAsync(await _faq.AnswerOrRefuseAsync(turn, message.Text, ct), ct);
            default:
                step.Values[About] = TopicList.Write(understood.About);
                step.Values[Kind] = understood.Reference.Kind.ToString();
                step.Values[Value] = understood.Reference.Value ?? "";
                return await step.NextAsync(cancellationToken: ct);
        }
    }

    private async Task<DialogTurnResult> ClarifyOrderAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("clarify");
        var turn = step.Context;
        var culture = Replies.CultureOf(turn.Activity);
        if (await _customer.FindAsync(turn, ct) is not { } customer)
            return await step.SayAndEndAsync(Replies.UnknownCustomer(culture), ct);

        var about = TopicList.Read((string)step.Values[About]);
        var reference = new OrderReference(Enum.Parse<ReferenceKind>((string)step.Values[Kind]), (string)step.Values[Value]);
        var resolution = await ResolveAsync(turn, customer.Id, reference, ct);
        TurnNotes.Of(turn).Resolution = resolution.Outcome;
        return resolution.Outcome switch
        {
            ResolutionOutcome.Found => await step.NextAsync(OrderChoice.Of(resolution.Orders, about, reference.Kind == ReferenceKind.All), ct),
            ResolutionOutcome.Ambiguous => await step.BeginDialogAsync(ClarifyOrderDialog.DialogId, ClarifyOrderDialog.Begin(resolution.Orders, about), ct),
            ResolutionOutcome.NoOrders => await step.SayAndEndAsync(Replies.NoOrders(culture), ct),
            _ => await step.SayAndEndAsync(reference.Kind == ReferenceKind.Id ? Replies.OrderNotFound(culture) : Replies.NothingFits(culture), ct),
        };
    }

    private async Task<DialogTurnResult> LookUpAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("look up");
        if (step.Result is not OrderChoice choice)
            return await step.EndDialogAsync(cancellationToken: ct);
        if (choice.HandoffReason is { } reason)
            return await step.ReplaceDialogAsync(HandoffDialog.DialogId, HandoffDialog.Begin(reason, choice.OrderIds), ct);

        var culture = Replies.CultureOf(step.Context.Activity);
        if (await _customer.FindAsync(step.Context, ct) is not { } customer)
            return await step.SayAndEndAsync(Replies.UnknownCustomer(culture), ct);

        step.Values[About] = TopicList.Write(choice.About);
        if (choice.OrderIds is not [var orderId])
        {
            var meant = (await _orders.ListAsync(customer.Id, ct)).Where(order => choice.OrderIds.Contains(order.Id)).ToList();
            return await step.NextAsync(new Facts(meant, choice.AreAll), ct);
        }

        // Another customer's order and no order at all get the same words, so that ids can't be probed.
        return await _orders.FindAsync(customer.Id, orderId, ct) is { } order
            ? await step.NextAsync(new Facts([order], choice.AreAll), ct)
            : await step.SayAndEndAsync(Replies.OrderNotFound(culture), ct);
    }

    private async Task<DialogTurnResult> AnswerAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("answer");
        var turn = step.Context;
        var culture = Replies.CultureOf(turn.Activity);
        var facts = (Facts)step.Result;
        var isList = facts.AreAll || facts.Orders.Count > 1;
        var text = isList
            ? OrderPicker.List(culture, facts.Orders, facts.AreAll)
            : await WordAsync(turn, facts.Orders[0], TopicList.Read((string)step.Values[About]), ct);

        var memory = await _memory.GetAsync(turn, () => new ConversationMemory(), ct);
        memory.OrderId = facts.Orders.Count == 1 ? facts.Orders[0].Id : null;
        memory.Listed = isList ? [.. facts.Orders.Select(order => order.Id)] : [];

        TurnNotes.Of(turn).Answered = [.. facts.Orders.Select(order => order.Id)];
        return await step.SayAndEndAsync(text, ct);
    }

    /// <summary>Words an answer: by the model where it can, with the values put in by code; else by the written sentences.</summary>
    private async Task<string> WordAsync(ITurnContext turn, Order order, IReadOnlyList<Topic> about, CancellationToken ct)
    {
        var answer = new OrderAnswer(Replies.CultureOf(turn.Activity));
        var soFar = turn.TurnState.Get<IReplyStream>() is { } stream
            ? new Told(composed => stream.Show(answer.Fill(order, about, composed, isWhole: false)))
            : null;
        var names = answer.Names(order, about);
        var composed = await _language.ComposeAsync(names, soFar, ct);
        TurnNotes.Of(turn).LlmCalls += composed?.LlmCalls ?? 0;
        // Half a composed text and half a written one read worse than the written one; what was shown already must stay.
        if (composed is null || (soFar is null && !OrderAnswer.TellsAll(names, composed.Text)))
            return answer.Tell(order, about);
        TurnNotes.Of(turn).Source = composed.Source;
        return answer.Fill(order, about, composed.Text, isWhole: true);
    }

    private async Task<string> HandoffOfAsync(ITurnContext turn, string reason, OrderReference reference, CancellationToken ct)
    {
        try
        {
            if (await _customer.FindAsync(turn, ct) is not { } customer)
                return HandoffDialog.Begin(reason, []);

            var memory = await _memory.GetAsync(turn, () => new ConversationMemory(), ct);
            if (reference.Kind == ReferenceKind.None && memory.OrderId is not null)
                reference = new OrderReference(ReferenceKind.Mentioned);
            var resolution = await ResolveAsync(turn, customer.Id, reference, ct);
            TurnNotes.Of(turn).Resolution = resolution.Outcome;
            return HandoffDialog.Begin(reason, [.. resolution.Orders.Take(OrderPicker.MostOrders).Select(order => order.Id)]);
        }
        catch (OrdersUnavailableException)
        {
            // Just when lookups fail, customers must get through to a person.
            return HandoffDialog.Begin(reason, []);
        }
    }

    private async Task<Resolution> ResolveAsync(ITurnContext turn, CustomerId customer, OrderReference reference, CancellationToken ct)
    {
        var memory = await _memory.GetAsync(turn, () => new ConversationMemory(), ct);
        return ReferenceResolver.Resolve(reference, await _orders.ListAsync(customer, ct), memory.Listed, memory.OrderId);
    }

    /// <summary>Passes on at once and in order, which <see cref="Progress{T}"/> doesn't promise.</summary>
    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }

    private sealed record Facts(IReadOnlyList<Order> Orders, bool AreAll);
}
