using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace SupportBot.Language.Models;

/// <summary>Gets a model's file: goes on where an earlier try broke off, and puts the file in its place only when it is whole and its
/// SHA-256 right.</summary>
/// <param name="http">Must not follow redirects by itself: the first answer of Hugging Face names the SHA-256.</param>
/// <param name="freeBytes">The free space of the disk that holds a folder, in bytes.</param>
public sealed class ModelDownload(HttpClient http, TimeProvider time, Func<string, long> freeBytes)
{
    private const int Tries = 5;
    private const int MaxRedirects = 10;
    private const string HashHeader = "X-Linked-Etag";
    private const string PartSuffix = ".part";
    private const string TagSuffix = ".part.etag";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="from">A URL or a file instead of the catalog's URL.</param>
    /// <param name="sha256">What the file must have where the catalog doesn't say.</param>
    /// <param name="progress">Told bytes so far and in all.</param>
    /// <returns>What is to be told: where the checksum comes from.</returns>
    /// <exception cref="ModelException">It can't be got; the message says why. A part that is there stays for the next try.</exception>
    public async Task<string> PullAsync(
        CatalogEntry entry, string path, string? from, string? sha256, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var only = TakeLock(path);
        var part = path + PartSuffix;
        string? stated = null;
        if (from is not null && !from.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !from.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            await CopyAsync(from, part, progress, ct);
        else
            stated = await FetchAsync(entry, new Uri(from ?? entry.Url?.ToString() ?? throw new ModelException($"The model {entry.Name} ships with the bot; there is nothing to pull.")), path, progress, ct);

        var (expected, source) = (entry.Sha256, sha256, stated) switch
        {
            ({ } hash, _, _) => (hash, "the catalog's SHA-256"),
            (_, { } hash, _) => (hash.ToLowerInvariant(), "the SHA-256 that you gave"),
            (_, _, { } hash) => (hash, $"the SHA-256 that the server stated ({HashHeader})"),
            _ => throw new ModelException($"Nothing says which SHA-256 {entry.Name} must have. Give it with --sha256; the part stays in {part}."),
        };
        await CheckAsync(entry, part, expected, source, ct);
        if (entry.Sha256 is null)
            await File.WriteAllTextAsync(path + ".sha256", expected, ct);
        File.Move(part, path, overwrite: true);
        File.Delete(path + TagSuffix);
        return $"It has {source}, {expected}.";
    }

    private static async Task CheckAsync(CatalogEntry entry, string part, string expected, string source, CancellationToken ct)
    {
        var length = new FileInfo(part).Length;
        string actual;
        await using (var stream = File.OpenRead(part))
            actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        if (actual == expected && (entry.Size is null || entry.Size == length))
            return;
        File.Delete(part);
        throw new ModelException(string.Create(
            CultureInfo.InvariantCulture, $"What came is not {entry.Name}: {length} bytes with the SHA-256 {actual}, where {source} is {expected}. It was deleted; pull again."));
    }

    private async Task CopyAsync(string from, string part, IProgress<(long, long)>? progress, CancellationToken ct)
    {
        if (!File.Exists(from))
            throw new ModelException($"There is no file {from}.");
        await using var source = File.OpenRead(from);
        RequireSpace(part, source.Length);
        await using var target = new FileStream(part, FileMode.Create, FileAccess.Write);
        await CopyAsync(source, target, 0, source.Length, progress, ct);
    }

    /// <returns>The SHA-256 that the server states, or <c>null</c>.</returns>
    private async Task<string?> FetchAsync(CatalogEntry entry, Uri url, string path, IProgress<(long, long)>? progress, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FetchOnceAsync(entry, url, path, progress, ct);
            }
            catch (Exception error) when (error is HttpRequestException or IOException && !ct.IsCancellationRequested)
            {
                if (attempt == Tries)
                    throw new ModelException($"{url} can't be got: {error.Message} What has come stays; the same command goes on from there.", error);
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), time, ct);
            }
        }
    }

    private async Task<string?> FetchOnceAsync(CatalogEntry entry, Uri url, string path, IProgress<(long, long)>? progress, CancellationToken ct)
    {
        var part = path + PartSuffix;
        var tag = File.Exists(path + TagSuffix) ? await File.ReadAllTextAsync(path + TagSuffix, ct) : null;
        var have = tag is not null && File.Exists(part) ? new FileInfo(part).Length : 0;
        var (response, stated) = await GetAsync(url, have, tag, ct);
        using (response)
        {
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // The part has all there is, or belongs to another file: the checksum would tell, a fresh start is surer.
                File.Delete(path + TagSuffix);
                throw new HttpRequestException("The server has no more of the file than is here already.");
            }

            if ((int)response.StatusCode is >= 400 and < 500 and not 408 and not 429)
                throw new ModelException($"{url} answers {(int)response.StatusCode} ({response.ReasonPhrase}). Check the address, or take the file from elsewhere with --from.");
            response.EnsureSuccessStatusCode();

            if (response.StatusCode != HttpStatusCode.PartialContent)
                have = 0;
            var total = have + (response.Content.Headers.ContentLength ?? throw new ModelException($"{url} does not say how long the file is."));
            if (entry.Size is { } size && total != size)
                throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"{url} has {total} bytes, but {entry.Name} has {size}. It is another file."));
            RequireSpace(part, total - have);
            if (have == 0)
                await File.WriteAllTextAsync(path + TagSuffix, response.Headers.ETag?.ToString() ?? "", ct);
            await using var target = new FileStream(part, have == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write);
            await using var source = await response.Content.ReadAsStreamAsync(ct);
            await CopyAsync(source, target, have, total, progress, ct);
            return stated;
        }
    }

    private async Task<(HttpResponseMessage Response, string? Stated)> GetAsync(Uri url, long have, string? tag, CancellationToken ct)
    {
        string? stated = null;
        for (var redirect = 0; redirect <= MaxRedirects; redirect++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (have > 0 && EntityTagHeaderValue.TryParse(tag, out var known) && !known.IsWeak)
            {
                request.Headers.Range = new RangeHeaderValue(have, null);
                request.Headers.IfRange = new RangeConditionHeaderValue(known);
            }

            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.Headers.TryGetValues(HashHeader, out var values) && values.First().Trim('"').ToLowerInvariant() is { Length: 64 } hash)
                stated ??= hash;
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
                return (response, stated);
            response.Dispose();
            url = new Uri(url, location);
        }

        throw new ModelException($"{url} leads from one address to the next without end.");
    }

    private static async Task CopyAsync(Stream source, Stream target, long done, long total, IProgress<(long, long)>? progress, CancellationToken ct)
    {
        var buffer = new byte[1 << 17];
        int length;
        while ((length = await source.ReadAsync(buffer, ct)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, length), ct);
            progress?.Report((done += length, total));
        }

        if (done < total)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the connection ended at {done} of {total} bytes."));
    }

    private void RequireSpace(string part, long needed)
    {
        var free = freeBytes(Path.GetDirectoryName(part)!);
        if (free < needed)
            throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"{needed / 1_000_000.0:F0} MB are needed in {Path.GetDirectoryName(part)}, and {free / 1_000_000.0:F0} MB are free. Make room, or set SUPPORTBOT_DATA to a folder on another disk."));
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new ModelException($"Another command is pulling {path} already.", error);
        }
    }
}
