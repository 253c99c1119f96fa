using SupportBot.Bot.State;
using SupportBot.Channels.DirectLine;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Feedback;
using SupportBot.Hosting.Health;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Hosting.Schema;

/// <summary>The one list of what the bot's own database was made of, step by step. New steps come at the end; docs/data.md says
/// what a step may do.</summary>
internal static class BotSchema
{
    public static DatabaseSchema All { get; } = new(
        // A database of a version before the steps has most of it. Bindings are last: they say whose all the rest is.
        new MigrationStep(
            1,
            "what there was in November 2026",
            DirectLineTables.All,
            DirectLineTables.UploadQuotas,
            Inbox.Tables,
            Outbox.Tables,
            Transcripts.Tables,
            HandoffRows.Tables,
            SqlFeedback.Tables,
            SqlStateStorage.Tables,
            LinkCodes.Tables,
            UsedTokens.Tables,
            DirectLineKeys.Tables,
            SqlAgentAudit.Tables,
            HealthProbe.Tables,
            Strangers.Tables,
            SqlConversationBindings.Tables),
        new MigrationStep(2, "when conversations were used", SqlStateStorage.Times, DirectLineTables.Made));
}
