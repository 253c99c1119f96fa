using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>From whom to whom a skill's conversation is. Stands for <c>Microsoft.Bot.Builder.Skills.SkillConversationIdFactoryOptions</c>.</summary>
public class SkillConversationIdFactoryOptions
{
    public string FromBotOAuthScope { get; set; }

    public string FromBotId { get; set; }

    public Activity Activity { get; set; }

    public BotFrameworkSkill BotFrameworkSkill { get; set; }
}
