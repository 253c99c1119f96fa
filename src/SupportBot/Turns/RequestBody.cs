using System.Buffers;

namespace SupportBot.Turns;

internal static class RequestBody
{
    /// <summary>How large an activity may be, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <returns>The body as UTF-8 text, or <c>null</c> when it is larger than <see cref="MaxBytes"/>.</returns>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct) =>
        await ReadBytesAsync(request, MaxBytes, null, ct) is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    /// <param name="share">The room that the body takes; <c>null</c> where those who send are known.</param>
    /// <returns>The body, or <c>null</c> when it is larger than <paramref name="maxBytes"/>.</returns>
    /// <exception cref="BadHttpRequestException">It broke off, came too slowly, or too many large ones come from there.</exception>
    /// <exception cref="NoRoomException">There is no room for it.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request, int maxBytes, RequestMemory.Share? share, CancellationToken ct)
    {
        if (request.ContentLength > maxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (body.Length + read > maxBytes)
                    return null;
                if (body.Length <= LargeBodies.MaxSmallBytes && body.Length + read > LargeBodies.MaxSmallBytes)
                    request.HttpContext.RequestServices.GetRequiredService<LargeBodies>().Enter(request.HttpContext);
                share?.Take(read);
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
