using System.ComponentModel.DataAnnotations;

namespace SupportBot.Core.Retention;

/// <summary>Section <c>Retention</c>: how long the bot keeps what it wrote, and when it removes the rest.</summary>
public sealed class RetentionOptions
{
    /// <summary>How long everything of a conversation is kept after its last use; while a handoff is open it stays. A day to 10
    /// years. Default 365 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3653.00:00:00")]
    public TimeSpan Conversations { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a message that was answered is known again, should its channel send it once more. 2 days to 10 years.
    /// Default 30 days.</summary>
    [Range(typeof(TimeSpan), "2.00:00:00", "3653.00:00:00")]
    public TimeSpan DoneMarks { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the log of what agents saw and did is kept. A day to 30 years. Default 3 years.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "10958.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(3 * 365);

    /// <summary>When in the day it is done, in UTC. Default 03:00.</summary>
    public TimeOnly At { get; set; } = new(3, 0);

    /// <summary>Rows removed in one transaction. 1 to 10,000. Default 500.</summary>
    [Range(1, 10_000)]
    public int BatchRows { get; set; } = 500;

    /// <summary>Between two transactions, so that customers' messages get through. Up to a minute. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan Of(RetentionTime time) => time switch
    {
        RetentionTime.Conversations => Conversations,
        RetentionTime.DoneMarks => DoneMarks,
        RetentionTime.Audit => Audit,
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };
}
