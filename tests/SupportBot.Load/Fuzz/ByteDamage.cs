namespace SupportBot.Load.Fuzz;

/// <summary>What happens to a body after it was written.</summary>
/// <param name="Share">Where, as a share of the length.</param>
internal sealed record ByteDamage(string Name, double Share)
{
    private static readonly string[] Names =
    [
        "invalid UTF-8", "overlong UTF-8", "half a rune", "truncated", "trailing garbage", "a second document", "byte order mark", "UTF-16", "UTF-16 with mark", "a flipped bit", "a NUL byte", "empty", "an array around", "no JSON",
        "a multipart form",
    ];

    public static ByteDamage Any(Random random) => new(Names[random.Next(Names.Length)], random.NextDouble());

    public byte[] Apply(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = (int)(Share * bytes.Length);
        return Name switch
        {
            "invalid UTF-8" => [.. bytes[..at], 0xff, 0xc0, 0x80, .. bytes[at..]],
            "overlong UTF-8" => [.. bytes[..at], 0xe0, 0x80, 0xaf, .. bytes[at..]],
            "half a rune" => [.. bytes[..at], 0xf0, 0x9f, 0x98, .. bytes[at..]],
            "truncated" => bytes[..at],
            "trailing garbage" => [.. bytes, .. "}] x"u8],
            "a second document" => [.. bytes, .. bytes],
            "byte order mark" => [.. Encoding.UTF8.Preamble, .. bytes],
            "UTF-16" => Encoding.Unicode.GetBytes(text),
            "UTF-16 with mark" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "a flipped bit" when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ 1 << (at % 8)), .. bytes[(at + 1)..]],
            "a NUL byte" => [.. bytes[..at], 0, .. bytes[at..]],
            "empty" => [],
            "an array around" => [(byte)'[', .. bytes, (byte)']'],
            "no JSON" => "hello"u8.ToArray(),
            "a multipart form" => [.. "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"u8, .. bytes, .. "\r\n--x--\r\n"u8],
            _ => bytes,
        };
    }
}
