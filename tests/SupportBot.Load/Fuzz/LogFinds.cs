using System.Text.Json;

namespace SupportBot.Load.Fuzz;

/// <summary>Errors in the program's log: nothing that anybody sends may be one.</summary>
internal static class LogFinds
{
    /// <summary>Logs that a channel can't be reached, which is so where a request's serviceUrl was made up.</summary>
    private const string Sender = "SupportBot.Turns.OutboxSender";

    /// <returns>What was logged, without what differs each time; the activity it names; the whole.</returns>
    public static IEnumerable<(string Symptom, string? ActivityId, string Detail)> In(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            using var read = JsonDocument.Parse(line);
            var log = read.RootElement;
            var category = log.GetProperty("Category").GetString()!;
            if (category == Sender)
                continue;
            var exception = log.TryGetProperty("Exception", out var text) ? text.GetString() ?? "" : "";
            var activityId = log.TryGetProperty("State", out var state) && state.TryGetProperty("ActivityId", out var id) ? id.GetString() : null;
            yield return ($"logged by {category}: {TypeOf(exception)} {FrameOf(exception)}", activityId, log.GetProperty("Message").GetString() + "\n" + exception[..Math.Min(2500, exception.Length)]);
        }
    }

    /// <summary>Our own code's first line in a stack, or its first line.</summary>
    public static string FrameOf(string stack)
    {
        var frames = stack.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("at ", StringComparison.Ordinal)).ToList();
        var frame = frames.FirstOrDefault(line => line.StartsWith("at SupportBot.", StringComparison.Ordinal)) ?? frames.FirstOrDefault() ?? "";
        var end = frame.IndexOf('(', StringComparison.Ordinal);
        return end < 0 ? frame : frame[..end];
    }

    private static string TypeOf(string exception)
    {
        var end = exception.IndexOfAny([':', '\n', ' ']);
        return end < 0 ? exception : exception[..end];
    }
}
