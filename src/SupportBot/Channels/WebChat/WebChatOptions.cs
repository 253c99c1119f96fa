using System.ComponentModel.DataAnnotations;

namespace SupportBot.Channels.WebChat;

/// <summary>Section <c>WebChat</c>: how the shop vouches for its customers. One of secret and key set is needed outside
/// Development.</summary>
internal sealed class WebChatOptions : IValidatableObject
{
    // What HS256 asks for, https://www.rfc-editor.org/rfc/rfc7518#section-3.2.
    private const int MinSecretBytes = 32;

    /// <summary>Secret that the shop signs customer tokens with (HS256), at least 32 bytes of UTF-8. Default none.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret before, which counts beside <see cref="Secret"/> or <see cref="JwksUri"/> while the shop changes over;
    /// at least 32 bytes of UTF-8. Default none.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Address of the shop's public keys (JWKS) for tokens signed with RSA or elliptic curves. Default none.</summary>
    public Uri? JwksUri { get; set; }

    /// <summary>The <c>iss</c> that customer tokens must carry. Default: any.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that customer tokens must be made out for. Default: any.</summary>
    public string? Audience { get; set; }

    /// <summary>Origins of pages that may embed the chat, such as <c>https://shop.example</c>. Default none but our own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>How long a session can be renewed before the shop must vouch for its customer again, which the widget asks for
    /// by itself. 30 minutes to 30 days. Default a day.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(1);

    public bool HasKey => !string.IsNullOrEmpty(Secret) || JwksUri is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Secret) && JwksUri is not null)
            yield return new("WebChat:Secret and WebChat:JwksUri are both set. Remove the one that the shop doesn't sign with.");
        if (IsWeak(Secret))
            yield return new($"WebChat:Secret must have at least {MinSecretBytes} bytes. Make one with: openssl rand -base64 48");
        if (IsWeak(PreviousSecret))
            yield return new($"WebChat:PreviousSecret must have at least {MinSecretBytes} bytes. Remove it if the shop doesn't sign with it any more.");
        if (!string.IsNullOrEmpty(PreviousSecret) && !HasKey)
            yield return new("WebChat:PreviousSecret counts beside WebChat:Secret or WebChat:JwksUri only. Set one of them, or remove it.");
        if (!string.IsNullOrEmpty(PreviousSecret) && PreviousSecret == Secret)
            yield return new("WebChat:PreviousSecret is the same as WebChat:Secret. Give the new one another value.");
        if (JwksUri is { } keys && !(keys.IsAbsoluteUri && (keys.Scheme == Uri.UriSchemeHttps || (keys.Scheme == Uri.UriSchemeHttp && keys.IsLoopback))))
            yield return new("WebChat:JwksUri must be an https address (http only on this machine).");
        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
            yield return new($"WebChat:AllowedOrigins: '{origin}' is not an origin such as https://shop.example, without a path, a closing slash or a wildcard.");
    }

    private static bool IsWeak(string? secret) => !string.IsNullOrEmpty(secret) && Encoding.UTF8.GetByteCount(secret) < MinSecretBytes;

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == origin;
}
