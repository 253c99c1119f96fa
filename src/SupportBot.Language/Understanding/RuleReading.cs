using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>A message as the rules read it, with what the model's answer is checked against.</summary>
internal sealed record RuleReading(Utterance Said, DateOnly Today, FoundReference Found, Understanding Understanding)
{
    /// <summary>The topics that the words name, whatever the intent.</summary>
    public IReadOnlyList<Topic> Topics => TopicRules.Find(Found.Rest ?? Said.Plain);

    /// <summary>Asks for a person in so many words.</summary>
    public bool WantsPerson => Understanding.Intent == Intent.OrderHelp && IntentRules.WantsPerson(Said);

    /// <summary>Gives another address in so many words.</summary>
    public bool MovesHouse => Understanding.Intent == Intent.OrderHelp && IntentRules.MovesHouse(Said);

    /// <summary>Is clearly about something else than orders.</summary>
    public bool IsForeign => Understanding.Intent == Intent.OutOfScope && IntentRules.IsForeign(Said, Found) && !IntentRules.WantsPerson(Said);

    /// <summary>Asks how the shop does things, not about an order.</summary>
    public bool IsGeneral => Understanding.Intent == Intent.OutOfScope && IntentRules.IsGeneral(Said, Found);

    /// <summary>Says which order was meant instead, or that it was the wrong one.</summary>
    public bool Corrects { get; init; }

    public static RuleReading Of(string message, DateTimeOffset now)
    {
        var said = Utterance.Read(message);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var meant = FollowUpRules.WithoutCorrection(said);
        var found = meant.Words.Count == 0 && said.Words.Count > 0 ? new FoundReference(new OrderReference.Other(), true) : ReferenceRules.Find(meant, today);
        if (found.Reference is not (OrderReference.Bought or OrderReference.Numbers) && DateRules.Find(meant, today) is { } within)
            found = found with { Reference = found.Reference with { Within = within } };
        var understanding = Understand(meant, found);
        return new RuleReading(said, today, found, understanding) { Corrects = meant != said && understanding.Intent == Intent.OrderInfo };
    }

    private static Understanding Understand(Utterance said, FoundReference found)
    {
        if (OverviewRules.Find(said, found) is { } overview && !IntentRules.WantsPerson(said))
            return overview;
        if (found.Reference is OrderReference.Unspecified or OrderReference.Mentioned && FollowUpRules.IsFollowUp(said))
            return new Understanding(Intent.OrderInfo, new OrderReference.Mentioned(), TopicRules.Find(said.Plain));

        var intent = IntentRules.Find(said, found);
        if (intent == Intent.OutOfScope)
            return new Understanding(intent, OrderReference.None, []);
        var topics = TopicRules.Find(found.Rest ?? said.Plain);
        return new Understanding(
            intent, found.Reference, topics)
        { GoesOn = intent == Intent.OrderInfo && topics.Count == 0 && FollowUpRules.GoesOn(said, found.Reference) };
    }
}
