using System.ComponentModel.DataAnnotations;

namespace SupportBot.DirectLine;

/// <summary>Section <c>DirectLine</c>.</summary>
internal sealed class DirectLineOptions
{
    /// <summary>Lets a server of the shop make tokens itself (tokens/generate) and act in any conversation; at least 32
    /// characters. Default: none, and then only tokens are taken.</summary>
    [MinLength(32)]
    public string? Secret { get; set; }

    /// <summary>Life of a token. Clients refresh every 15 minutes and give up for good when they are late.
    /// 30 minutes to a day. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
