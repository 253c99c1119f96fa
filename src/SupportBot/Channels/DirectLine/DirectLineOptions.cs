using System.ComponentModel.DataAnnotations;

namespace SupportBot.Channels.DirectLine;

/// <summary>Section <c>DirectLine</c>.</summary>
internal sealed class DirectLineOptions : IValidatableObject
{
    /// <summary>Lets a server of the shop make tokens itself (tokens/generate) and act in any conversation; at least 32
    /// characters. Default: none, and then only tokens are taken.</summary>
    [MinLength(32)]
    public string? Secret { get; set; }

    /// <summary>The secret before, which counts beside <see cref="Secret"/> while the shop's servers change over; at least 32
    /// characters. Default none.</summary>
    [MinLength(32)]
    public string? PreviousSecret { get; set; }

    /// <summary>Life of a token. Clients refresh every 15 minutes and give up for good when they are late.
    /// 30 minutes to a day. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the tokens that begin with the secret can be renewed; then the shop's server makes another. 30 minutes
    /// to 30 days. Default 7 days. Those of the web chat have <c>WebChat:SessionLifetime</c>.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Activities taken from one conversation in a minute; a large one counts once for each 64 KiB. One customer may send
    /// three times as many in all their conversations. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int ActivitiesPerMinute { get; set; } = 60;

    /// <summary>Text of activities taken from one customer in an hour, in all conversations, in MiB. Small ones count for what they
    /// take of the disk, 4 KiB. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int MessageMebibytesPerCustomer { get; set; } = 20;

    /// <summary>The same for all customers of one remote address. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int MessageMebibytesPerAddress { get; set; } = 500;

    /// <summary>New conversations (<c>POST /api/webchat/session</c> without an old one) of one customer in an hour. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int ConversationsPerHour { get; set; } = 100;

    /// <summary>Uploads taken from one conversation in a minute. Default 10.</summary>
    [Range(1, 1_000_000)]
    public int UploadsPerMinute { get; set; } = 10;

    /// <summary>Files kept for one conversation, in MiB; each goes after a day. Default 50.</summary>
    [Range(1, 100_000)]
    public int UploadMebibytes { get; set; } = 50;

    /// <summary>Files kept for one customer, in all conversations, in MiB. Default 100.</summary>
    [Range(1, 100_000)]
    public int UploadMebibytesPerCustomer { get; set; } = 100;

    /// <summary>Files kept that came from one remote address, in MiB. Default 300.</summary>
    [Range(1, 1_000_000)]
    public int UploadMebibytesPerAddress { get; set; } = 300;

    /// <summary>All files kept, in MiB, and so what they can take of the disk. Default 1,024.</summary>
    [Range(1, 10_000_000)]
    public int UploadMebibytesInAll { get; set; } = 1024;

    /// <summary>Streams open at once in one conversation: its tabs. Default 20.</summary>
    [Range(1, 10_000)]
    public int Streams { get; set; } = 20;

    /// <summary>Streams open at once from one remote address, in whatever conversations. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int StreamsPerAddress { get; set; } = 1000;

    /// <summary>All calls with one conversation's tokens in a minute. Far above what twenty tabs that poll come to, because
    /// clients end for good when a start, a reconnect or a poll is refused. Default 6,000.</summary>
    [Range(100, 10_000_000)]
    public int CallsPerMinute { get; set; } = 6000;

    /// <summary>Calls without a good token or secret that one remote address hears a reason for in a minute. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int BadTokensPerMinute { get; set; } = 60;

    /// <summary>Sessions (<c>POST /api/webchat/session</c>) asked for from one remote address in a minute. Default 120.</summary>
    [Range(1, 1_000_000)]
    public int SessionsPerMinute { get; set; } = 120;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(PreviousSecret) && string.IsNullOrEmpty(Secret))
            yield return new("DirectLine:PreviousSecret counts beside DirectLine:Secret only. Set that, or remove it.");
        if (!string.IsNullOrEmpty(PreviousSecret) && PreviousSecret == Secret)
            yield return new("DirectLine:PreviousSecret is the same as DirectLine:Secret. Give the new one another value.");
    }
}
