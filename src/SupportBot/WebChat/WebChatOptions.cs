using System.ComponentModel.DataAnnotations;

namespace SupportBot.WebChat;

/// <summary>Section <c>WebChat</c>: how the shop vouches for its customers. One of secret and key set is needed outside
/// Development.</summary>
internal sealed class WebChatOptions : IValidatableObject
{
    private const int MinSecretLength = 32;

    /// <summary>Secret that the shop signs customer tokens with (HS256), at least 32 characters. Default none.</summary>
    public string? Secret { get; set; }

    /// <summary>Address of the shop's public keys (JWKS) for tokens signed with RSA or elliptic curves. Default none.</summary>
    public Uri? JwksUri { get; set; }

    /// <summary>The <c>iss</c> that customer tokens must carry. Default: any.</summary>
    public string? Issuer { get; set; }

    /// <summary>Origins of pages that may embed the chat, such as <c>https://shop.example</c>. Default none but our own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    public bool HasKey => !string.IsNullOrEmpty(Secret) || JwksUri is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Secret) && JwksUri is not null)
            yield return new("WebChat: set either Secret or JwksUri, not both.");
        if (!string.IsNullOrEmpty(Secret) && Secret.Length < MinSecretLength)
            yield return new($"WebChat:Secret must have at least {MinSecretLength} characters.");
        if (JwksUri is { } keys && !(keys.IsAbsoluteUri && (keys.Scheme == Uri.UriSchemeHttps || (keys.Scheme == Uri.UriSchemeHttp && keys.IsLoopback))))
            yield return new("WebChat:JwksUri must be an https address (http only on this machine).");
        foreach (var origin in AllowedOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
                || uri.GetLeftPart(UriPartial.Authority) != origin)
                yield return new($"WebChat:AllowedOrigins: '{origin}' is not an origin such as https://shop.example.");
        }
    }
}
