using System;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>Another bot that this one can call. Stands for <c>Microsoft.Bot.Builder.Skills.BotFrameworkSkill</c>.</summary>
public class BotFrameworkSkill
{
    public string Id { get; set; }

    public string AppId { get; set; }

    public Uri SkillEndpoint { get; set; }
}
