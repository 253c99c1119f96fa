using System.Text.Json;

namespace SupportBot.Core.Handoff;

public sealed class SqlAgentAudit(BotDatabase database) : IAgentAudit
{
    private const int MaxListed = 500;

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS agent_audit(
          seq BIGINT PRIMARY KEY, at TEXT NOT NULL, agent_id TEXT NOT NULL, agent TEXT NOT NULL, what TEXT NOT NULL,
          handoffs TEXT NOT NULL, customers TEXT NOT NULL, address TEXT, detail TEXT);
        """)
    {
        Rules =
        [
            new(
                "agent_audit",
                "seq",
                new RowLife.BySetting(RetentionTime.Audit, "at < @text", "`Retention:Audit`"),
                new RowErasure.By(
                    @"UPDATE agent_audit SET detail = NULL WHERE what = 'search' AND detail IS NOT NULL AND customers LIKE @customerInList ESCAPE '\'",
                    "kept, to show who saw whose data, under the customer's id; the words that agents searched by when they found them go")),
        ],
    };

    public async Task AddAsync(AuditEntry entry, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(async (transaction, token) => await transaction.Command(
                """
                INSERT INTO agent_audit(seq, at, agent_id, agent, what, handoffs, customers, address, detail)
                SELECT COALESCE(MAX(seq), 0) + 1, @at, @agentId, @agent, @what, @handoffs, @customers, @address, @detail FROM agent_audit
                """,
                ("@at", Stamp.Of(entry.At)),
                ("@agentId", entry.Who.Id),
                ("@agent", entry.Who.Name),
                ("@what", entry.What),
                ("@handoffs", JsonSerializer.Serialize(entry.Handoffs)),
                ("@customers", JsonSerializer.Serialize(entry.Customers)),
                ("@address", entry.Address),
                ("@detail", entry.Detail)).RunAsync(token), ct);
        }
        catch (DbException error)
        {
            throw new AuditUnavailableException("The audit log can't be written.", error);
        }
    }

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(string? handoffId, CancellationToken ct)
    {
        try
        {
            return await database.ReadAsync(async (connection, token) => await connection.Command(
                """
                SELECT at, agent_id, agent, what, handoffs, customers, address, detail FROM agent_audit
                WHERE @id IS NULL OR handoffs LIKE @id ESCAPE '\' ORDER BY seq DESC LIMIT @most
                """,
                ("@id", handoffId is null ? null : "%" + SqlHandoffDesk.Escaped(JsonSerializer.Serialize(handoffId)) + "%"),
                ("@most", MaxListed)).ListAsync(Read, token), ct);
        }
        catch (DbException error)
        {
            throw new AuditUnavailableException("The audit log can't be read.", error);
        }
    }

    private static AuditEntry Read(DbDataReader row) => new(
        Stamp.Parse(row.GetString(0)),
        new Agent(row.GetString(1), row.GetString(2)),
        row.GetString(3),
        JsonSerializer.Deserialize<string[]>(row.GetString(4)) ?? [],
        JsonSerializer.Deserialize<string[]>(row.GetString(5)) ?? [],
        row.StringOrNull(6),
        row.StringOrNull(7));
}
