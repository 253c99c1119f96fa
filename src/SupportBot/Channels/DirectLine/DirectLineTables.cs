namespace SupportBot.Channels.DirectLine;

/// <summary>Conversations, the append-only log of their activities and uploaded files.</summary>
internal static class DirectLineTables
{
    public static BotTables All { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS directline_conversations (
            conversation_id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NULL,
            user_name TEXT NULL,
            locale TEXT NULL,
            started SMALLINT NOT NULL,
            was_read SMALLINT NOT NULL,
            last_sequence BIGINT NOT NULL,
            last_unix_ms BIGINT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS directline_activities (
            conversation_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            activity_id TEXT NOT NULL,
            dedupe_key TEXT NULL,
            activity TEXT NOT NULL,
            PRIMARY KEY (conversation_id, sequence)
        );
        CREATE UNIQUE INDEX IF NOT EXISTS directline_activities_dedupe
            ON directline_activities (conversation_id, dedupe_key);
        CREATE INDEX IF NOT EXISTS directline_activities_id
            ON directline_activities (conversation_id, activity_id);
        CREATE TABLE IF NOT EXISTS directline_uploads (
            upload_id TEXT NOT NULL PRIMARY KEY,
            conversation_id TEXT NOT NULL,
            content_type TEXT NOT NULL,
            file_name TEXT NOT NULL,
            content BYTEA NOT NULL,
            created_unix_ms BIGINT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS directline_uploads_created ON directline_uploads (created_unix_ms);
        CREATE INDEX IF NOT EXISTS directline_uploads_conversation ON directline_uploads (conversation_id);
        """,
        new BotColumn("directline_uploads", "customer", "TEXT"),
        new BotColumn("directline_uploads", "address", "TEXT"),
        new BotColumn("directline_uploads", "bytes", "BIGINT"))
    {
        Rules =
        [
            // Small batches that follow each other for as long as files come in: see DirectLineUploadCleaner.
            TableRule.OfConversation(
                "directline_uploads", "upload_id", DirectLineChannel.Id) with { Life = new RowLife.Elsewhere("a day"), NamesConversations = false },
            TableRule.OfConversation("directline_activities", "conversation_id, sequence", DirectLineChannel.Id),
            TableRule.OfConversation("directline_conversations", "conversation_id", DirectLineChannel.Id) with
            {
                // Versions before the steps made conversations without a time.
                KeepsConversation =
                    "EXISTS (SELECT 1 FROM directline_conversations WHERE @channel = 'directline' AND conversation_id = @conversation AND (last_unix_ms >= @milliseconds OR last_unix_ms = 0))",
            },
        ],
    };

    /// <summary>So that also a conversation that nobody ever wrote in has a last use.</summary>
    public static BotTables Made { get; } = new(
        "UPDATE directline_conversations SET last_unix_ms = CAST(strftime('%s', 'now') AS INTEGER) * 1000 WHERE last_unix_ms = 0")
    {
        Postgres = "UPDATE directline_conversations SET last_unix_ms = CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT) WHERE last_unix_ms = 0",
    };

    /// <summary>Comes after the columns that it needs.</summary>
    public static BotTables UploadQuotas { get; } = new(
        """
        CREATE INDEX IF NOT EXISTS directline_uploads_customer ON directline_uploads (customer, bytes);
        CREATE INDEX IF NOT EXISTS directline_uploads_address ON directline_uploads (address, bytes);
        """);
}
