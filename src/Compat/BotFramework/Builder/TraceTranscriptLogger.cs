using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder;

/// <summary>Writes activities to <see cref="Trace"/>. Stands for <c>Microsoft.Bot.Builder.TraceTranscriptLogger</c>.</summary>
public class TraceTranscriptLogger : ITranscriptLogger
{
    private static readonly JsonSerializerSettings _readable = new() { NullValueHandling = NullValueHandling.Ignore, Formatting = Formatting.Indented };

    private readonly bool _traceActivity;

    public TraceTranscriptLogger()
        : this(true)
    {
    }

    public TraceTranscriptLogger(bool traceActivity)
    {
        _traceActivity = traceActivity;
    }

    public Task LogActivityAsync(IActivity activity)
    {
        BotAssert.ActivityNotNull(activity);
        Trace.TraceInformation(_traceActivity ? JsonConvert.SerializeObject(activity, _readable) : Summary(activity));
        return Task.CompletedTask;
    }

    /// <summary>Who did what; what was said only while debugging.</summary>
    internal static string Summary(IActivity activity)
    {
        var summary = $"{activity.From.Name ?? activity.From.Id ?? activity.From.Role} [{activity.Type}]";
        return Debugger.IsAttached && activity.Type == ActivityTypes.Message
            ? $"{summary} {activity.AsMessageActivity()?.Text}"
            : summary;
    }
}
