using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Hosting.Tokens;

/// <summary>Checks tokens as the framework does, and refuses what it lets pass: those that name critical extensions. We know of none,
/// so that such a token means something else than we would read in it (https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11).</summary>
internal sealed class StrictTokenHandler : JsonWebTokenHandler
{
    /// <summary>As much as the headers of a request may have together.</summary>
    private const int MaxTokenBytes = 32 * 1024;

    /// <summary>Those in which no public key can count as a secret.</summary>
    public static readonly string[] PublicKeyAlgorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public StrictTokenHandler()
    {
        MapInboundClaims = false;
        MaximumTokenSizeInBytes = MaxTokenBytes;
    }

    /// <summary>Whether a token names critical extensions, or can't be told not to. What is no JWT at all doesn't.</summary>
    public static bool IsCritical(string token)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        if (end < 0)
            return false;
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token[..end]));
            return header.RootElement.EnumerateObject().Any(entry => entry.NameEquals("crit"));
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return true;
        }
    }

    /// <returns>The <c>kid</c> of a token that isn't checked yet; <c>null</c> when it has none or can't be read.</returns>
    public string? KeyIdOf(string token)
    {
        try
        {
            return CanReadToken(token) && ReadJsonWebToken(token).Kid is { Length: > 0 } id ? id : null;
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters) =>
        token is { Length: <= MaxTokenBytes } && IsCritical(token)
            ? Task.FromResult(new TokenValidationResult { Exception = new CriticalTokenException() })
            : base.ValidateTokenAsync(token, validationParameters);
}

/// <summary>The token has extensions that whoever takes it must know, and we don't.</summary>
internal sealed class CriticalTokenException() : SecurityTokenException("The token names critical extensions (crit) that are not known here.");
