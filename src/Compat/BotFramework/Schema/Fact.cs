using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A line of a receipt: a name and its value. Stands for <c>Microsoft.Bot.Schema.Fact</c>.</summary>
public class Fact
{
    public Fact()
    {
    }

    public Fact(string key = default, string value = default)
    {
        Key = key;
        Value = value;
    }

    [JsonProperty(PropertyName = "key")]
    public string Key { get; set; }

    [JsonProperty(PropertyName = "value")]
    public string Value { get; set; }
}
