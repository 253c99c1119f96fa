using System.Buffers;
using System.Text;
using Newtonsoft.Json.Linq;
using SupportBot.Channels;

namespace SupportBot.DirectLine;

/// <summary>A JSON object from the wire, or the refusal to send instead. Exactly one of the two is there.</summary>
/// <param name="Bytes">How large it was on the wire, as far as it was read.</param>
internal readonly record struct DirectLineBody(JObject? Value, IResult? Refusal, long Bytes = 0)
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the body of a request; an empty body counts as an empty object.</summary>
    public static async Task<DirectLineBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes)
            return TooLarge();

        using var kept = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (kept.Length + read > MaxBytes)
                    return TooLarge();
                kept.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Parse(kept.GetBuffer().AsSpan(0, (int)kept.Length)) with { Bytes = kept.Length };
    }

    /// <summary>Parses to the letter: dates stay text and unknown properties stay.</summary>
    public static DirectLineBody Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.SequenceEqual(Encoding.UTF8.Preamble))
            return new([], null);
        var (value, problem) = UntrustedJson.Read(utf8);
        return value is null ? new(null, DirectLineError.BadArgument($"The body {problem}.")) : new(value, null);
    }

    private static DirectLineBody TooLarge() =>
        new(null, DirectLineError.TooLarge("The body must not be larger than 1 MiB."));
}
