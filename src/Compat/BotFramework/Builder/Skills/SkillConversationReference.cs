using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>Whose conversation a skill is in. Stands for <c>Microsoft.Bot.Builder.Skills.SkillConversationReference</c>.</summary>
public class SkillConversationReference
{
    public ConversationReference ConversationReference { get; set; }

    public string OAuthScope { get; set; }
}
