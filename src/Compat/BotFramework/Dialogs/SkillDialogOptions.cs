using System;
using Microsoft.Bot.Builder.Skills;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Which skill a dialog calls, and through what. Stands for <c>Microsoft.Bot.Builder.Dialogs.SkillDialogOptions</c>.</summary>
public class SkillDialogOptions
{
    [JsonProperty("botId")]
    public string BotId { get; set; }

    [JsonIgnore]
    public BotFrameworkClient SkillClient { get; set; }

    [JsonProperty("skillHostEndpoint")]
    public Uri SkillHostEndpoint { get; set; }

    [JsonProperty("skill")]
    public BotFrameworkSkill Skill { get; set; }

    [JsonIgnore]
    public SkillConversationIdFactoryBase ConversationIdFactory { get; set; }

    [JsonIgnore]
    public ConversationState ConversationState { get; set; }

    [JsonProperty("connectionName")]
    public string ConnectionName { get; set; }
}
