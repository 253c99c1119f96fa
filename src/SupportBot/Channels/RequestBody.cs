using System.Text;

namespace SupportBot.Channels;

/// <summary>Reads the body of a request that brings an activity, up to the limit.</summary>
internal static class RequestBody
{
    /// <summary>How large an activity may be, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <returns>The body as UTF-8 text, or <c>null</c> when it is larger than <see cref="MostBytes"/>.</returns>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct) =>
        await ReadBytesAsync(request, null, ct) is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    /// <param name="share">The room that the body takes; <c>null</c> where those who send are known.</param>
    /// <returns>The body, or <c>null</c> when it is larger than <see cref="MostBytes"/>.</returns>
    /// <exception cref="NoRoomException">There is no room for it.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request, BodyRoom.Share? share, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MostBytes)
                return null;
            share?.Take(read);
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
