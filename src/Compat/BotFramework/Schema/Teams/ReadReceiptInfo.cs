using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>How far a user has read. Stands for <c>Microsoft.Bot.Schema.Teams.ReadReceiptInfo</c>.</summary>
public class ReadReceiptInfo
{
    public ReadReceiptInfo()
    {
    }

    public ReadReceiptInfo(string lastReadMessageId)
    {
        LastReadMessageId = lastReadMessageId;
    }

    [JsonProperty(PropertyName = "lastReadMessageId")]
    public string LastReadMessageId { get; set; }
}
