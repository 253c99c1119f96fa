using System.Diagnostics;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One entry of a dialog stack, as it is persisted. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogInstance</c>.</summary>
[DebuggerDisplay("{Id}")]
public class DialogInstance
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("state")]
    public IDictionary<string, object> State { get; set; }

    // The official type leaves these two in Pascal case on the wire.
    public int? StackIndex { get; set; }

    public string Version { get; set; }
}
