using System;

namespace Microsoft.Bot.Builder;

/// <summary>Which conversation a transcript is of. Stands for <c>Microsoft.Bot.Builder.TranscriptInfo</c>.</summary>
public class TranscriptInfo
{
    public string ChannelId { get; set; }

    public string Id { get; set; }

    public DateTimeOffset Created { get; set; }
}
