using System.Collections.Generic;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>One thing to choose, and what else it is called. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Choice</c>.</summary>
public class Choice
{
    public Choice(string value = null)
    {
        Value = value;
    }

    [JsonProperty("value")]
    public string Value { get; set; }

    [JsonProperty("action")]
    public CardAction Action { get; set; }

    [JsonProperty("synonyms")]
    public List<string> Synonyms { get; set; }
}
