using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The state that a dialog context shows. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogContextVisibleState</c>.</summary>
public class DialogContextVisibleState
{
    [JsonProperty(PropertyName = "user")]
    public IDictionary<string, object> User { get; set; }

    [JsonProperty(PropertyName = "conversation")]
    public IDictionary<string, object> Conversation { get; set; }

    [JsonProperty(PropertyName = "dialog")]
    public IDictionary<string, object> Dialog { get; set; }
}
