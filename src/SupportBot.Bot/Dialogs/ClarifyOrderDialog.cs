using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Dialogs;

/// <summary>
/// Asks which order is meant until it is clear: a tap, a number, a place in the list, a month, a product. Ends with an
/// <see cref="OrderChoice"/>, or with <c>null</c> when the customer lets it be; two questions more, then it offers a person.
/// </summary>
public sealed class ClarifyOrderDialog : ComponentDialog
{
    public const string DialogId = "clarify order";

    private const string Steps = "clarify order.steps.2";
    private const string WhichPrompt = "which order";
    private const int MaxQuestions = 3;

    private readonly Hearing _hearing;
    private readonly FallbackReplies _others;
    private readonly IOrders _orders;
    private readonly SignedInCustomer _customer;
    private readonly IStatePropertyAccessor<ConversationMemory> _memory;

    public ClarifyOrderDialog(Hearing hearing, IFaq faq, IOrders orders, SignedInCustomer customer, ConversationState state)
        : base(DialogId)
    {
        _hearing = hearing;
        _others = new FallbackReplies(faq);
        _orders = orders;
        _customer = customer;
        _memory = ConversationMemory.In(state);
        AddDialog(new WaterfallDialog(Steps, [AskAsync, ReadAsync]));
        // Every reply counts, one without text too: the next step knows what to say to it.
        AddDialog(new TextPrompt(WhichPrompt, (_, _) => Task.FromResult(true)));
        InitialDialogId = Steps;
    }

    /// <summary>The options to begin this dialog with.</summary>
    /// <param name="asked">What is to be answered once the order is clear.</param>
    /// <param name="known">The order talked about before, if any: «it» may still mean that one.</param>
    internal static string Begin(IReadOnlyList<Order> candidates, Understanding asked, string? known) => new Question(
        "WhichOrder", [.. candidates.Select(order => order.Id)], TopicList.Write(asked.Topics), asked.Words, 1)
    { Known = known }.ToText();

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var question = Question.Of(step.Options);
        var candidates = await CandidatesAsync(step.Context, question, ct);
        if (candidates.Count == 0)
            return await step.EndDialogAsync(cancellationToken: ct);

        await step.Context.SendActivityAsync(OrderPicker.Ask(step.Context.Activity, question.Words, candidates, question.IsOnShow), ct);
        var notes = TurnNotes.Of(step.Context);
        notes.Offered = [.. candidates.Take(OrderPicker.MaxOrders).Select(order => order.Id)];
        notes.Source = ReplySource.Clarification;
        notes.Asked = true;
        var memory = await _memory.OfAsync(step.Context, ct);
        memory.Did(BotMove.AskedWhich);
        memory.Listed = [.. notes.Offered];
        return await step.PromptAsync(WhichPrompt, new PromptOptions(), ct);
    }

    private async Task<DialogTurnResult> ReadAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var turn = step.Context;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var question = Question.Of(step.Options);
        if (MessageGuard.Clean(turn.Activity.Text).Text.Length == 0)
            return await AskAgainAsync(step, question, MessageFactory.Text(ReplyTexts.EmptyMessage(culture)), ct);
        var understood = await _hearing.OfAsync(turn, ct);
        switch (understood.Act)
        {
            case Act.Drop or Act.Decline or Act.TakeBack:
                (await _memory.OfAsync(turn, ct)).Did(BotMove.Dropped);
                return await step.SayAndEndAsync(ReplyTexts.NeverMind(culture), ct);
            case Act.Thank or Act.Leave:
                return await step.SayAndEndAsync(understood.Act == Act.Thank ? ReplyTexts.Thanks(culture) : ReplyTexts.Goodbye(culture), ct);
            case Act.WantNoPerson when understood is { Orders: OrderReference.Unspecified, Topics.Count: 0 }:
                return await step.SayAndEndAsync(ReplyTexts.Say(culture, "NobodyThen"), ct);
            case Act.Greet:
                return await AskAgainAsync(step, question, MessageFactory.Text(ReplyTexts.Hello(culture)), ct);
            // «ok» says nothing to this question, and «idk» asks for help with it.
            case Act.Agree or Act.Other when understood.Orders is OrderReference.Unspecified:
                return await AskAgainAsync(step, question with { Words = understood.Act == Act.Other ? "WhichOrderUnsure" : question.Words }, null, ct);
        }

        // The dialog that asked says what there is to say to somebody whom the shop knows no more.
        if (await _customer.FindAsync(turn, ct) is not { } customer)
            return await step.EndDialogAsync(new OrderChoice([], []), ct);
        var orders = await _orders.OfTurnAsync(turn, customer.Id, ct);
        var resolution = Resolve(understood, question, orders).OrRefunded(understood);
        // Whoever talks of something else isn't asked again in the same breath; should they name an order later, it counts.
        if (resolution.Outcome != ResolutionOutcome.Found && (understood.Act is not (Act.Choose or Act.Correct or Act.GoesOn) || IsElsewhere(understood))
            && await _others.IsOneAsync(understood, ct))
            return await step.EndDialogAsync(new OrderChoice(OnShow(question), TopicList.Read(question.About)) { Aside = understood }, ct);
        if (understood.Intent == Intent.OrderHelp && !OnlyNames(understood))
            return await HandOverAsync(step, question, understood, resolution, ct);

        TurnNotes.Of(turn).Resolution = resolution.Outcome;
        var isNewQuestion = understood is { Intent: Intent.OrderInfo, Topics.Count: > 0 }
            && understood.Orders is not (OrderReference.Unspecified or OrderReference.Mentioned);
        if (understood.Topics.Count > 0)
            question = question with { About = TopicList.Write(understood.Topics) };
        var asked = understood with { Topics = TopicList.Read(question.About) };
        switch (resolution.Outcome)
        {
            case ResolutionOutcome.Found:
            case ResolutionOutcome.Ambiguous or ResolutionOutcome.NotFound when understood.Overview is not (null or Overview.Compare):
                return await step.EndDialogAsync(OrderChoice.Of(asked, resolution, asked.About) with { Shown = OnShow(question) }, ct);
            case ResolutionOutcome.Ambiguous when understood.Orders is not (OrderReference.Unspecified or OrderReference.Mentioned):
                return await AskAgainAsync(
                    step, question with { Words = "WhichOrderNarrowed", Candidates = [.. resolution.Orders.Select(order => order.Id)] }, null, ct);
            // Who asks something else by now doesn't wait for the first answer.
            case ResolutionOutcome.NotFound when isNewQuestion && understood.Orders is not OrderReference.Numbers:
                return await step.SayAndEndAsync(ReplyTexts.NothingFits(culture), ct);
            case ResolutionOutcome.NotFound:
                return await AskAgainAsync(
                    step, question, MessageFactory.Text(understood.Orders is OrderReference.Numbers ? ReplyTexts.OrderNotFound(culture)
                    : ReplyTexts.NothingFits(culture)), ct);
            default:
                return await AskAgainAsync(step, question, null, ct);
        }
    }

    /// <summary>«the second one» answers our question, which was none about a wish.</summary>
    private static bool OnlyNames(Understanding understood) => understood is { Act: Act.Choose or Act.Correct or Act.GoesOn, Topics.Count: 0 };

    private static bool IsElsewhere(Understanding understood) => understood is { Intent: Intent.OutOfScope, Orders: OrderReference.Unspecified };

    private static Task<DialogTurnResult> HandOverAsync(
        WaterfallStepContext step, Question question, Understanding understood, Resolution resolution, CancellationToken ct)
    {
        var isFound = resolution.Outcome == ResolutionOutcome.Found;
        var meant = isFound ? resolution.Orders.Select(order => order.Id) : question.Candidates;
        return step.EndDialogAsync(
            new OrderChoice([.. meant.Take(OrderPicker.MaxOrders)], []) { HandoffReason = understood.Words, AreCandidates = !isFound }, ct);
    }

    private static List<string> OnShow(Question question) => [.. question.Candidates.Take(OrderPicker.MaxOrders)];

    /// <summary>Among the candidates first, then among all orders: a correction may name one that isn't on show.</summary>
    private static Resolution Resolve(Understanding understood, Question question, IReadOnlyList<Order> orders)
    {
        var onShow = OnShow(question);
        var reference = understood.Orders;
        // «what did i pay for it» is about the order that was talked about before we asked.
        var known = reference is OrderReference.Mentioned && understood is { Intent: Intent.OrderInfo, About.Count: > 0 } ? question.Known : null;
        if (known is not null)
            return ReferenceResolver.Resolve(reference, orders, onShow, known, understood.Topics);
        var candidates = orders.Where(order => question.Candidates.Contains(order.Id)).ToList();
        var among = ReferenceResolver.Resolve(reference, candidates, reference is OrderReference.All ? question.Candidates : onShow, null);
        return among.LacksSome || among.Outcome is ResolutionOutcome.NotFound or ResolutionOutcome.NoOrders
            || reference is OrderReference.Latest or OrderReference.All { OnShow: false }
            ? ReferenceResolver.Resolve(reference, orders, onShow, null)
            : among;
    }

    private static async Task<DialogTurnResult> AskAgainAsync(WaterfallStepContext step, Question question, Activity? first, CancellationToken ct)
    {
        if (first is not null)
            await step.Context.SendActivityAsync(first, ct);
        if (question.Asked >= MaxQuestions)
            return await step.EndDialogAsync(new OrderChoice(OnShow(question), []) { OfferReason = question.Text }, ct);

        var words = question.Words == "WhichOrder" && first is null ? "WhichOrderAgain" : question.Words;
        return await step.ReplaceDialogAsync(
            Steps, (question with { Words = words, Asked = question.Asked + 1, IsOnShow = words != "WhichOrderNarrowed" }).ToText(), ct);
    }

    private async Task<IReadOnlyList<Order>> CandidatesAsync(ITurnContext turn, Question question, CancellationToken ct)
    {
        if (await _customer.FindAsync(turn, ct) is not { } customer)
            return [];
        var orders = await _orders.OfTurnAsync(turn, customer.Id, ct);
        return [.. orders.Where(order => question.Candidates.Contains(order.Id))];
    }

    /// <summary>What is being asked; kept in dialog state as text.</summary>
    /// <param name="Words">The key of the question in ReplyTexts.resx.</param>
    /// <param name="Text">The customer's words that are to be answered.</param>
    /// <param name="Asked">How often it has been asked.</param>
    private sealed record Question(string Words, IReadOnlyList<string> Candidates, string About, string Text, int Asked)
    {
        /// <summary>The order talked about before the question.</summary>
        public string? Known { get; init; }

        /// <summary>The list was shown already.</summary>
        public bool IsOnShow { get; init; }

        public static Question Of(object options) =>
            JsonSerializer.Deserialize<Question>((string)options) ?? throw new InvalidOperationException("The dialog was begun without a question.");

        public string ToText() => JsonSerializer.Serialize(this);
    }
}
