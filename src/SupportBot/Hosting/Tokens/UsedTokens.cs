namespace SupportBot.Hosting.Tokens;

/// <summary>Remembers which tokens have been used, for those that count once; also across restarts. Callers may be concurrent.</summary>
internal sealed class UsedTokens(BotDatabase database, TimeProvider time)
{
    /// <summary>Called after the first tokens that were kept in it.</summary>
    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS webchat_used_tokens (
            token_id TEXT NOT NULL PRIMARY KEY,
            forget_after_unix BIGINT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS webchat_used_tokens_forget ON webchat_used_tokens (forget_after_unix)
        """)
    {
        Rules =
        [
            new(
                "webchat_used_tokens",
                "token_id",
                new RowLife.Fixed(TimeSpan.Zero, "forget_after_unix < @seconds", "until the token has expired"),
                new RowErasure.Kept("ids of tokens, which must not count again; gone when they have expired, in a day")),
        ],
    };

    /// <summary>Uses a token up.</summary>
    /// <param name="tokenId">Its own id; different kinds of tokens must not have the same.</param>
    /// <param name="forgetAfter">When it has expired for everybody.</param>
    /// <returns><c>false</c> when it was used before.</returns>
    public Task<bool> UseUpAsync(string tokenId, DateTimeOffset forgetAfter, CancellationToken ct) =>
        database.WriteAsync(async (transaction, token) =>
        {
            await transaction.Command(
                "DELETE FROM webchat_used_tokens WHERE forget_after_unix < @now", ("@now", time.GetUtcNow().ToUnixTimeSeconds())).RunAsync(token);
            return await transaction.Command(
                "INSERT INTO webchat_used_tokens (token_id, forget_after_unix) VALUES (@id, @forget) ON CONFLICT (token_id) DO NOTHING",
                ("@id", tokenId),
                ("@forget", forgetAfter.ToUnixTimeSeconds())).RunAsync(token) == 1;
        }, ct);
}
