using SupportBot.Core.Conversation;

namespace SupportBot.Llm.Understand;

/// <summary>A message as the rules read it, with what the model's answer is checked against.</summary>
internal sealed record RuleReading(Utterance Said, DateOnly Today, FoundReference Found, Understanding Understanding)
{
    /// <summary>The topics that the words name, whatever the intent.</summary>
    public IReadOnlyList<Topic> Topics => TopicRules.Find(Found.Rest ?? Said.Plain);

    /// <summary>Asks for a person in so many words.</summary>
    public bool WantsPerson => Understanding.Intent == Intent.OrderHelp && IntentRules.WantsPerson(Said);

    /// <summary>Is clearly about something else than orders.</summary>
    public bool IsForeign => Understanding.Intent == Intent.OutOfScope && IntentRules.IsForeign(Said, Found) && !IntentRules.WantsPerson(Said);

    /// <summary>Asks how the shop does things, not about an order.</summary>
    public bool IsGeneral => Understanding.Intent == Intent.OutOfScope && IntentRules.IsGeneral(Said, Found);

    public static RuleReading Of(string message, DateTimeOffset now)
    {
        var said = Utterance.Read(message);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var found = ReferenceRules.Find(said, today);
        return new RuleReading(said, today, found, Understand(said, found));
    }

    private static Understanding Understand(Utterance said, FoundReference found)
    {
        if (found.Reference.Kind is (ReferenceKind.None or ReferenceKind.Mentioned) && FollowUpRules.IsFollowUp(said))
            return new Understanding(Intent.OrderInfo, new OrderReference(ReferenceKind.Mentioned), TopicRules.Find(said.Plain));

        var intent = IntentRules.Find(said, found);
        return intent == Intent.OutOfScope
            ? new Understanding(intent, OrderReference.None, [])
            : new Understanding(intent, found.Reference, TopicRules.Find(found.Rest ?? said.Plain));
    }
}
