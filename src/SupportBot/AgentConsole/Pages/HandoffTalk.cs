using SupportBot.AgentConsole.Texts;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Pages;

/// <summary>A conversation as the console shows it: what was said, divided where somebody joined or left.</summary>
internal static class HandoffTalk
{
    private static readonly HashSet<string> Dividing =
    [
        "requested", "accepted", "given back to the queue", "resolved", "returned to the bot", "timed out in the queue",
        "timed out with the agent", "abandoned by the customer", "withdrawn", "followed up",
    ];

    /// <returns>The parts in their order, each with at least a divider or a line.</returns>
    public static IReadOnlyList<TalkPart> Of(DeskFile file)
    {
        var steps = new Queue<HandoffStep>(file.Steps.Where(step => Dividing.Contains(step.What)));
        var noters = file.Steps.Where(step => step.What == "noted").ToLookup(step => step.At, step => step.By);
        var parts = new List<TalkPart>();
        var part = new TalkPart(null, null, []);
        foreach (var line in file.Lines)
        {
            while (steps.TryPeek(out var step) && step.At <= line.At)
                Divide(steps.Dequeue());
            part.Lines.Add(new(line, AuthorOf(line, part)));
        }

        while (steps.TryDequeue(out var last))
            Divide(last);
        Keep();
        // What happened among earlier lines is shown with them.
        return file.EarlierLines == 0 ? parts : [.. parts.SkipWhile(earlier => earlier.Lines.Count == 0)];

        string? AuthorOf(TranscriptEntry line, TalkPart part) => line.By switch
        {
            Speaker.Agent => part.Agent ?? file.Ticket.Agent,
            // A note and its step are written together, at one instant.
            Speaker.Note => noters[line.At].FirstOrDefault(),
            _ => null,
        };

        void Divide(HandoffStep step)
        {
            Keep();
            var agent = step.What switch
            {
                "accepted" => step.By,
                // A customer who asks again is with the same agent still.
                "requested" => part.Agent,
                _ => null,
            };
            part = new(step, agent, []);
        }

        void Keep()
        {
            if (part.Divider is not null || part.Lines.Count > 0)
                parts.Add(part);
        }
    }

    /// <summary>A step in words.</summary>
    public static string InWords(HandoffStep step, string customer)
    {
        if (step.What.StartsWith("rated ", StringComparison.Ordinal))
            return ConsoleTexts.Of("Step.rated", step.What["rated ".Length..]);
        var by = step.By != "customer" ? step.By : customer.Length > 0 ? customer : ConsoleTexts.Of("By.customer");
        return ConsoleTexts.Find("Step." + step.What) is not null ? ConsoleTexts.Of("Step." + step.What, by) : step.What;
    }
}

/// <summary>A stretch of a conversation.</summary>
/// <param name="Divider">What began it; <c>null</c> for the beginning.</param>
/// <param name="Agent">Who has the conversation; <c>null</c> for the bot.</param>
internal sealed record TalkPart(HandoffStep? Divider, string? Agent, List<TalkLine> Lines);

/// <summary>A line and the name of the agent who wrote it, where one did.</summary>
internal sealed record TalkLine(TranscriptEntry Line, string? Author);
