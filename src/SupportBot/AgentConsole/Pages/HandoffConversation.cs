using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

/// <summary>A conversation as the console shows it: what was said, divided where somebody joined or left.</summary>
internal static class HandoffConversation
{
    /// <returns>The parts in their order, each with at least a divider or an entry.</returns>
    public static IReadOnlyList<ConversationPart> Of(HandoffFile file)
    {
        var steps = new Queue<HandoffStep>(file.Steps.Where(Divides));
        var noters = file.Steps.OfType<HandoffStep.ByAgent>().Where(step => step.Act == AgentAct.Noted).ToLookup(step => step.At, step => step.Agent);
        var parts = new List<ConversationPart>();
        var part = new ConversationPart(null, null, []);
        foreach (var entry in file.Entries)
        {
            while (steps.TryPeek(out var step) && step.At <= entry.At)
                Divide(steps.Dequeue());
            part.Entries.Add(new(entry, AuthorOf(entry, part)));
        }

        while (steps.TryDequeue(out var last))
            Divide(last);
        Keep();
        // What happened among earlier entries is shown with them.
        return file.Earlier == 0 ? parts : [.. parts.SkipWhile(earlier => earlier.Entries.Count == 0)];

        string? AuthorOf(TranscriptEntry entry, ConversationPart part) => entry.By switch
        {
            Speaker.Agent => part.Agent ?? file.Ticket.Agent,
            // A note and its step are written together, at one instant.
            Speaker.Note => noters[entry.At].FirstOrDefault(),
            _ => null,
        };

        void Divide(HandoffStep step)
        {
            Keep();
            var agent = step switch
            {
                HandoffStep.ByAgent { Act: AgentAct.Accepted, Agent: var accepting } => accepting,
                // A customer who asks again is with the same agent still.
                HandoffStep.ByCustomer { Act: CustomerAct.Requested } => part.Agent,
                _ => null,
            };
            part = new(step, agent, []);
        }

        void Keep()
        {
            if (part.Divider is not null || part.Entries.Count > 0)
                parts.Add(part);
        }
    }

    public static string InWords(HandoffStep step, string customer) => step switch
    {
        HandoffStep.ByCustomer { Act: var act } => ConsoleTexts.Of($"Step.{act}", customer.Length > 0 ? customer : ConsoleTexts.Of("By.customer")),
        HandoffStep.Rated { Rating: var rating } => ConsoleTexts.Of("Step.Rated", rating),
        HandoffStep.ByAgent { Act: var act, Agent: var agent } => ConsoleTexts.Of($"Step.{act}", agent),
        HandoffStep.ByDesk { Act: var act } => ConsoleTexts.Of($"Step.{act}"),
        _ => HandoffStepText.WhatOf(step),
    };

    /// <summary>Whether somebody joined or left.</summary>
    private static bool Divides(HandoffStep step) => step is HandoffStep.ByCustomer { Act: CustomerAct.Requested or CustomerAct.Withdrawn }
        or HandoffStep.ByAgent { Act: not AgentAct.Noted }
        or HandoffStep.ByDesk { Act: DeskAct.TimedOutInQueue or DeskAct.TimedOutWithAgent or DeskAct.AbandonedByCustomer };
}

/// <summary>A stretch of a conversation.</summary>
/// <param name="Divider">What began it; <c>null</c> for the beginning.</param>
/// <param name="Agent">Who has the conversation; <c>null</c> for the bot.</param>
internal sealed record ConversationPart(HandoffStep? Divider, string? Agent, List<ConversationEntry> Entries);

/// <summary>An entry and the name of the agent who wrote it, where one did.</summary>
internal sealed record ConversationEntry(TranscriptEntry Entry, string? Author);
