using System.Buffers;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.DirectLine;

/// <summary>A JSON object from the wire, or the refusal to send instead. Exactly one of the two is there.</summary>
/// <param name="Bytes">How large it was on the wire, as far as it was read.</param>
internal readonly record struct DirectLineBody(JObject? Value, IResult? Refusal, long Bytes = 0)
{
    public const int MaxBytes = 1024 * 1024;

    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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

    /// <summary>Parses to the letter: dates stay text and unknown properties stay. Newtonsoft forgives what isn't JSON
    /// (comments, single quotes), so System.Text.Json checks form and depth first.</summary>
    public static DirectLineBody Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (utf8.IsEmpty)
            return new([], null);

        try
        {
            var form = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (form.Read())
            {
            }

            using var text = new StringReader(StrictUtf8.GetString(utf8));
            using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            return JToken.ReadFrom(reader) is JObject value
                ? new(value, null)
                : new(null, DirectLineError.BadArgument("The body must be a JSON object."));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or Newtonsoft.Json.JsonException or DecoderFallbackException)
        {
            return new(null, DirectLineError.BadArgument($"The body must be well-formed JSON in UTF-8, at most {MaxDepth} levels deep."));
        }
    }

    private static DirectLineBody TooLarge() =>
        new(null, DirectLineError.TooLarge("The body must not be larger than 1 MiB."));
}
