using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.DirectLine;

/// <summary>A JSON object from the wire, or the refusal to send instead. Exactly one of the two is there.</summary>
/// <param name="Bytes">How large it was on the wire.</param>
internal readonly record struct DirectLineBody(JObject? Value, IResult? Refusal, long Bytes = 0)
{
    public const int MaxBytes = RequestBody.MaxBytes;

    /// <summary>For what isn't an activity.</summary>
    private const int MaxSmallBytes = 64 * 1024;

    /// <summary>Reads a body that holds no activity; an empty one counts as an empty object.</summary>
    public static async Task<DirectLineBody> ReadSmallAsync(HttpRequest request, CancellationToken ct)
    {
        var (bytes, refusal) = await ReadBytesAsync(request, MaxSmallBytes, ct);
        return refusal is null ? Parse(bytes.Span) : new(null, refusal);
    }

    /// <summary>Reads a body without looking at it, for who must count it first: it is the look that takes time.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, IResult? Refusal)> ReadBytesAsync(HttpRequest request, int maxBytes, CancellationToken ct) =>
        await RequestBody.ReadBytesAsync(request, maxBytes, null, ct) is { } body
            ? (body, null)
            : (default, DirectLineError.TooLarge($"The body must not be larger than {maxBytes / 1024} KiB."));

    /// <summary>Parses to the letter: dates stay text and unknown properties stay. Nothing at all counts as an empty object.</summary>
    public static DirectLineBody Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.SequenceEqual(Encoding.UTF8.Preamble))
            return new([], null, utf8.Length);
        var (value, problem) = UntrustedJson.Read(utf8);
        return new(value, value is null ? DirectLineError.BadArgument($"The body {problem}.") : null, utf8.Length);
    }
}
