using System.Text.Json;

namespace SupportBot.Turns;

/// <summary>Where an activity says that it comes from, which its token is checked against. Read in a moment, whatever else is in the
/// body; whoever goes on must see that the activity, once it is read as a whole, says the same.</summary>
internal readonly record struct ActivityOrigin(string? ChannelId, string? ServiceUrl)
{
    /// <returns>Nothing of what isn't there, or isn't JSON.</returns>
    public static ActivityOrigin In(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var origin = default(ActivityOrigin);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = UntrustedJson.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                var name = reader.GetString();
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                    reader.Skip();
                else if ("channelId".Equals(name, StringComparison.OrdinalIgnoreCase))
                    origin = origin with { ChannelId = reader.GetString() };
                else if ("serviceUrl".Equals(name, StringComparison.OrdinalIgnoreCase))
                    origin = origin with { ServiceUrl = reader.GetString() };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Who reads the whole says what is wrong with it.
        }

        return origin;
    }
}
