using SupportBot.Core.Conversation;

namespace SupportBot.Core.Handoff;

/// <summary>What is searched for in handoffs, in either case. A database compares English letters alone (SQLite folds no
/// others, PostgreSQL goes by its locale), and order ids are kept as JSON: of all else it takes anything, and the rows that
/// it found are compared here.</summary>
/// <param name="Pattern">For a <c>LIKE … ESCAPE '\'</c> over the lower-case row.</param>
/// <param name="IsExact">Whether the pattern says all, so that <see cref="AreIn"/> needs no asking.</param>
internal sealed record SearchPattern(string Words, string Pattern, bool IsExact)
{
    /// <summary>What JSON writes otherwise.</summary>
    private const string Rewritten = "\"\\&'+<>`";

    /// <summary>What of a text is searched for; each letter that a database doesn't know costs it a wildcard.</summary>
    private const int MaxLength = 200;

    /// <returns><c>null</c> when nothing is searched for.</returns>
    public static SearchPattern? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var beginning = text.Trim();
        var words = Plain(beginning.Length <= MaxLength ? beginning : beginning[..MaxLength]);
        var known = string.Concat(words.ToLowerInvariant().Select(letter => IsKnown(letter) ? SqlHandoffDesk.Escaped(letter.ToString()) : "%"));
        return new(words, $"%{known}%", words.All(IsKnown));
    }

    public bool AreIn(HandoffTicket ticket)
    {
        string?[] parts = [ticket.Id, ticket.Reason, ticket.CustomerName, ticket.Customer?.Value, .. ticket.OrderIds, ticket.Resolution, ticket.Agent];
        return Plain(string.Join(' ', parts)).Contains(Words, StringComparison.OrdinalIgnoreCase);
    }

    private static string Plain(string text) => MessageGuard.Normalizable(text).Normalize();

    private static bool IsKnown(char letter) => letter is >= ' ' and <= '~' && !Rewritten.Contains(letter, StringComparison.Ordinal);
}
