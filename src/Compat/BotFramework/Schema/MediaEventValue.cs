using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The value of an event that a media card raised. Stands for <c>Microsoft.Bot.Schema.MediaEventValue</c>.</summary>
public class MediaEventValue
{
    public MediaEventValue()
    {
    }

    public MediaEventValue(object cardValue = default)
    {
        CardValue = cardValue;
    }

    [JsonProperty(PropertyName = "cardValue")]
    public object CardValue { get; set; }
}
