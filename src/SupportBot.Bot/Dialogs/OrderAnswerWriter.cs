using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Dialogs;

/// <summary>Words the answer about one order, by the model where it can.</summary>
internal sealed class OrderAnswerWriter(ILanguage language, TimeProvider time)
{
    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public OrderAnswer Of(ITurnContext turn) => new(ReplyTexts.CultureOf(turn.Activity), Today);

    /// <summary>An answer about orders as its channel shows it. The text tells all; a card only shows it at a glance.</summary>
    /// <param name="onCard">The order that deserves a card, if one does.</param>
    /// <param name="offers">Whether the text ends with an offer.</param>
    public Activity Message(ITurnContext turn, string text, Order? onCard, bool offers)
    {
        var reply = MessageFactory.Text(text).AsAnswer(TurnNotes.Of(turn).Source);
        if (onCard is not null && ChannelCapabilities.ShowsCards(turn.Activity))
            reply.Attachments = [new OrderCard(ReplyTexts.CultureOf(turn.Activity), Today).Of(onCard)];
        return offers ? reply.SuggestYesOrNo(turn.Activity) : reply;
    }

    /// <summary>Somebody who asks where a late order is may want more than an answer.</summary>
    public bool DeservesAnOffer(ITurnContext turn, Order order, IReadOnlyList<Topic> about) =>
        Of(turn).IsLate(order) && (about.Count == 0 || about.Any(topic => topic is Topic.Status or Topic.Delivery));

    /// <summary>What is told to somebody who asks why: of a late order only when it was expected, else as asked.</summary>
    public IReadOnlyList<Topic> OfReason(ITurnContext turn, Order order, IReadOnlyList<Topic> about) =>
        Of(turn).IsLate(order) && about.All(topic => topic is Topic.Status) ? [Topic.Delivery] : about;

    /// <summary>Says that the reason isn't recorded, as no reason ever is.</summary>
    public string NoReason(ITurnContext turn, Order order) =>
        ReplyTexts.Say(ReplyTexts.CultureOf(turn.Activity), Of(turn).IsLate(order) ? "WhyUnknown" : "ReasonUnknown");

    /// <summary>Words an answer: by the model where it can, with the values put in by code; else by the written sentences.</summary>
    public async Task<string> WordAsync(ITurnContext turn, Order order, IReadOnlyList<Topic> about, CancellationToken ct)
    {
        var answer = Of(turn);
        // The model words good news, and doesn't know that an order is late.
        if (answer.IsLate(order))
            return answer.Tell(order, about);
        var soFar = turn.TurnState.Get<IReplyStream>() is { } stream
            ? new Told(composed => stream.Show(answer.Fill(order, about, composed, isWhole: false)))
            : null;
        var names = answer.Names(order, about);
        var composed = await language.ComposeAsync(names, soFar, ct);
        TurnNotes.Of(turn).LlmCalls += composed?.LlmCalls ?? 0;
        // Half a composed text and half a written one read worse than the written one; what was shown already must stay.
        if (composed is null || (soFar is null && !OrderAnswer.TellsAll(names, composed.Text)))
            return answer.Tell(order, about);
        TurnNotes.Of(turn).Source = composed.Source;
        return answer.Fill(order, about, composed.Text, isWhole: true);
    }

    /// <summary>Passes on at once and in order, which <see cref="Progress{T}"/> doesn't promise.</summary>
    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
