using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Customers;

/// <summary>One-time codes by which a customer who is signed in at the shop links a chat elsewhere. The shop shows the code and
/// the customer types it into the chat: nobody can be led to link a stranger's chat by a link. Callers may be concurrent.</summary>
public sealed partial class LinkCodes(BotDatabase database, TimeProvider time)
{
    /// <summary>Without vowels, so that no word looks like a code, and without what is mistaken for something else.</summary>
    private const string Letters = "BCDFGHJKMNPQRSTVWXYZ23456789";

    private const int Length = 8;
    private const int MaxTries = 5;

    /// <summary>A guess at a code costs this much work, whoever has the hashes.</summary>
    private const int HashRounds = 20_000;

    private static readonly byte[] Salt = "SupportBot link code"u8.ToArray();

    private static readonly TimeSpan TriesCountFor = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS link_codes (
            code_hash TEXT NOT NULL PRIMARY KEY, customer_id TEXT NOT NULL, expires_unix BIGINT NOT NULL,
            used_channel TEXT, used_conversation TEXT, used_person TEXT);
        CREATE TABLE IF NOT EXISTS link_tries (
            channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, tried_unix BIGINT NOT NULL);
        CREATE INDEX IF NOT EXISTS link_tries_conversation ON link_tries(channel_id, conversation_id)
        """)
    {
        Rules =
        [
            new(
                "link_codes",
                "code_hash",
                new RowLife.Fixed(TimeSpan.Zero, "expires_unix <= @seconds", "until the code has expired, 10 minutes"),
                new RowErasure.By("DELETE FROM link_codes WHERE customer_id = @customer", "deleted")),
            TableRule.OfConversation(
                "link_tries", "channel_id, conversation_id, tried_unix", new RowLife.Fixed(TriesCountFor, "tried_unix <= @seconds", "15 minutes")),
        ],
    };

    /// <summary>Makes a code, with the running turn where there is one. The customer's earlier codes that nobody used count no more.</summary>
    /// <returns>The code as it is shown, «BCDF-2345».</returns>
    public async Task<string> CreateAsync(CustomerId customer, CancellationToken ct)
    {
        string code;
        do
            code = RandomNumberGenerator.GetString(Letters, Length);
        while (!code.Any(char.IsAsciiLetter));

        var hash = Hash(code);
        await database.WriteWithTurnAsync(async (transaction, token) =>
        {
            await transaction.Command(
                "DELETE FROM link_codes WHERE customer_id = @customer AND used_channel IS NULL", ("@customer", customer.Value)).RunAsync(token);
            await transaction.Command(
                "INSERT INTO link_codes (code_hash, customer_id, expires_unix) VALUES (@hash, @customer, @expires)",
                ("@hash", hash),
                ("@customer", customer.Value),
                ("@expires", Now() + (long)Lifetime.TotalSeconds)).RunAsync(token);
        }, ct);
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>Reads a code out of a message that is nothing else.</summary>
    /// <returns>The code in one piece, or <c>null</c>: numbers of nothing but digits are no codes.</returns>
    public static string? Read(string message)
    {
        var match = Code().Match(message);
        return match.Success ? (match.Groups[1].Value + match.Groups[2].Value).ToUpperInvariant() : null;
    }

    /// <summary>Binds a conversation to the customer of a code, and uses the code up. Done at once and not with the turn;
    /// the same again in the same conversation comes to the same.</summary>
    /// <param name="code">As <see cref="Read"/> gives it.</param>
    /// <param name="person">The channel's own id of whoever typed the code; not blank.</param>
    public async Task<LinkOutcome> RedeemAsync(ConversationKey conversation, string person, string code, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        var hash = Hash(code);
        return await database.WriteAsync(async (transaction, token) =>
        {
            var tries = await transaction.Command(
                "SELECT COUNT(*) FROM link_tries WHERE channel_id = @channel AND conversation_id = @conversation AND tried_unix > @past",
                ("@past", Now() - (long)TriesCountFor.TotalSeconds)).In(conversation).NumberAsync(token);
            if (tries >= MaxTries)
                return LinkOutcome.TooManyTries;
            if (await FindAsync(transaction, hash, conversation, person, token) is not { } customer)
            {
                await transaction.Command(
                    "INSERT INTO link_tries (channel_id, conversation_id, tried_unix) VALUES (@channel, @conversation, @now)",
                    ("@now", Now())).In(conversation).RunAsync(token);
                return LinkOutcome.WrongCode;
            }

            if (!await SqlConversationBindings.BindAsync(transaction, conversation, customer, person, token))
                return LinkOutcome.BoundToAnother;
            await transaction.Command(
                "UPDATE link_codes SET used_channel = @channel, used_conversation = @conversation, used_person = @person WHERE code_hash = @hash",
                ("@person", person),
                ("@hash", hash)).In(conversation).RunAsync(token);
            return LinkOutcome.Linked;
        }, ct);
    }

    /// <returns>Whose code it is, if it can be used here: by whoever comes first, or again by whoever did.</returns>
    private async Task<CustomerId?> FindAsync(DbTransaction transaction, string hash, ConversationKey conversation, string person, CancellationToken ct) =>
        await transaction.Command(
            """
            SELECT customer_id FROM link_codes WHERE code_hash = @hash AND expires_unix > @now
            AND (used_channel IS NULL OR (used_channel = @channel AND used_conversation = @conversation AND used_person = @person))
            """,
            ("@hash", hash),
            ("@now", Now()),
            ("@person", person)).In(conversation).ValueAsync(ct) is string customer ? new CustomerId(customer) : null;

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private static string Hash(string code) =>
        Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code), Salt, HashRounds, HashAlgorithmName.SHA256, 32));

    [GeneratedRegex(@"^\W*(?=[\W\d]*[A-Z])([BCDFGHJKMNPQRSTVWXYZ2-9]{4})[\s\p{Pd}]*([BCDFGHJKMNPQRSTVWXYZ2-9]{4})\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

public enum LinkOutcome
{
    Linked,

    /// <summary>Wrong, used elsewhere or too old; the same to whoever tries.</summary>
    WrongCode,

    /// <summary>Too many wrong ones in this conversation; none counts for a while.</summary>
    TooManyTries,

    /// <summary>The conversation belongs to another customer or another person, which stays so.</summary>
    BoundToAnother,
}
