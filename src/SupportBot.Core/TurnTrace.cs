using System.Diagnostics;

namespace SupportBot.Core;

/// <summary>
/// The steps of a turn as spans of the source «SupportBot», for OpenTelemetry and for tests that stop the process at an
/// exact step. A dialog's step holds those that it leads to, as the SDK calls them one inside the other. Free of cost
/// while nobody listens; carries no customer data.
/// </summary>
public static class TurnTrace
{
    private static readonly ActivitySource Source = new("SupportBot");

    /// <summary>Begins a step; disposing the result ends it.</summary>
    public static IDisposable? Step(string name) => Source.StartActivity(name);
}
