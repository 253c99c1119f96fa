using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a skill dialog begins with. Stands for <c>Microsoft.Bot.Builder.Dialogs.BeginSkillDialogOptions</c>.</summary>
public class BeginSkillDialogOptions
{
    [JsonProperty("activity")]
    public Activity Activity { get; set; }
}
