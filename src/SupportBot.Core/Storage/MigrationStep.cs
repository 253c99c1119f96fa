using System.Security.Cryptography;

namespace SupportBot.Core.Storage;

/// <summary>One change of the database's schema. A version that was released before runs on beside it, so a step only adds: tables,
/// indexes, columns that may be null or have a default. Once released it never changes.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
public sealed record MigrationStep(int Number, string Name, params IReadOnlyList<BotTables> Parts)
{
    /// <summary>Tells whether a released step was changed.</summary>
    public string Hash()
    {
        var text = string.Join(
            '\n', Parts.SelectMany(part =>
            (string[])[part.Ddl, part.Postgres, .. part.Later.Select(column => $"{column.Table}.{column.Name} {column.Definition}")]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));
    }
}
