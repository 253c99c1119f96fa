using System.Security.Cryptography;

namespace SupportBot.Language.Models;

public static class ModelFiles
{
    /// <summary>Beside a model: its SHA-256, size and time of change when it was last checked, so that gigabytes aren't read at each start.</summary>
    private const string CheckedSuffix = ".checked";

    /// <summary>The checksum that a file has to have: the catalog's, or the one recorded when it was pulled.</summary>
    public static string? ExpectedHash(CatalogEntry entry, string path)
    {
        var recorded = path + ".sha256";
        return entry.Sha256 ?? (File.Exists(recorded) ? File.ReadAllText(recorded).Trim() : null);
    }

    /// <exception cref="ModelException">The file is not what the catalog says, or nothing says what it should be.</exception>
    internal static async Task RequireAsync(CatalogEntry entry, string path, CancellationToken ct)
    {
        if (await FaultAsync(entry, path, ct) is { } fault)
            throw new ModelException(
                entry.Url is null ? $"{fault} Get it from the repository again." : $"{fault} Pull it again: SupportBot models pull {entry.Name}");
    }

    /// <summary>Compares a file with its size and SHA-256; a check of the same file is remembered.</summary>
    /// <param name="isRemembered">Whether an earlier check of the unchanged file will do.</param>
    /// <returns>What is wrong, or <c>null</c>.</returns>
    public static async Task<string?> FaultAsync(CatalogEntry entry, string path, CancellationToken ct, bool isRemembered = true)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return $"{path} is missing.";
        if (entry.Size is { } size && file.Length != size)
            return string.Create(CultureInfo.InvariantCulture, $"{path} has {file.Length} bytes, not {size}.");
        if (ExpectedHash(entry, path) is not { } expected)
            return $"Nothing says which SHA-256 {path} must have.";

        var mark = string.Create(CultureInfo.InvariantCulture, $"{expected} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        var sidecar = path + CheckedSuffix;
        if (isRemembered && entry.Url is not null && File.Exists(sidecar) && await File.ReadAllTextAsync(sidecar, ct) == mark)
            return null;
        await using var stream = file.OpenRead();
        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        if (actual != expected)
            return $"{path} is damaged or another file: its SHA-256 is {actual}, not {expected}.";
        // What ships with the bot is small, and its folder may be read-only.
        if (entry.Url is not null)
            await File.WriteAllTextAsync(sidecar, mark, ct);
        return null;
    }
}
