using System.ComponentModel.DataAnnotations;

namespace SupportBot.Core.Handoff;

/// <summary>Section <c>Handoff</c>: when agents are there and how long things may take.</summary>
public sealed class HandoffOptions : IValidatableObject
{
    /// <summary>Opening hours by weekday, <c>{"Monday": "09:00-17:30"}</c>; several in a day with commas. Days that are left
    /// out are closed; none at all means always open. Default none.</summary>
    public Dictionary<string, string> Hours { get; set; } = [];

    /// <summary>Where the hours hold, such as <c>Europe/Lisbon</c>. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Days on which nobody is there, <c>2026-12-25</c>. Default none.</summary>
    public IReadOnlyList<string> ClosedOn { get; set; } = [];

    /// <summary>How long a customer waits in the queue before the wish becomes one to be answered in writing; while the
    /// desk is closed no time passes, and at the next opening it starts anew. Default 30 minutes.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an agent may leave a customer without an answer before the handoff goes back to the queue. Default 20 minutes.</summary>
    public TimeSpan AgentTimeout { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a customer may leave the agent without an answer before the handoff ends. Default 4 hours.</summary>
    public TimeSpan CustomerTimeout { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Channels that take the Bot Framework's handoff events, by channel id. All others never see them. Default none.</summary>
    public IReadOnlyList<string> EventChannels { get; set; } = [];

    /// <summary>Teams refuses the events; whoever chats by the others can send any event.</summary>
    private static readonly string[] NoEventChannels = ["msteams", "directline", "webchat"];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (day, hours) in Hours)
        {
            if (!Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _) || int.TryParse(day, CultureInfo.InvariantCulture, out _))
                yield return new($"Handoff:Hours: «{day}» is not a weekday such as Monday.");
            if (!OpeningHours.TryParse(hours, out _))
                yield return new($"Handoff:Hours:{day}: «{hours}» is not of the form 09:00-12:30,13:00-17:00.");
        }

        foreach (var channel in EventChannels.Where(channel => NoEventChannels.Contains(channel, StringComparer.OrdinalIgnoreCase)))
            yield return new($"Handoff:EventChannels: {channel} doesn't take handoff events, or lets customers send them.");

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"Handoff:TimeZone: this machine knows no «{TimeZone}»; write it like Europe/Lisbon.");
        foreach (var day in ClosedOn.Where(day => !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            yield return new($"Handoff:ClosedOn: «{day}» is not a date such as 2026-12-25.");
        foreach (var (name, time) in new[] { (nameof(QueueTimeout), QueueTimeout), (nameof(AgentTimeout), AgentTimeout),
            (nameof(CustomerTimeout), CustomerTimeout) })
        {
            if (time < TimeSpan.FromMinutes(1) || time > TimeSpan.FromDays(7))
                yield return new($"Handoff:{name} must be between a minute and a week.");
        }
    }
}
