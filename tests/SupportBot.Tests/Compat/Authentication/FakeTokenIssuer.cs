using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Authentication;

/// <summary>An identity provider's keys and documents: signs tokens like the Bot Framework service or Entra.</summary>
public sealed class FakeTokenIssuer : IDisposable
{
    private readonly List<(RsaSecurityKey Key, string[]? Endorsements)> _keys = [];

    public FakeTokenIssuer(params string[]? endorsements) => AddKey(endorsements);

    public int DocumentsServed { get; private set; }

    public RsaSecurityKey AddKey(params string[]? endorsements)
    {
        var key = NewKey();
        _keys.Add((key, endorsements));
        return key;
    }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>A signed token; by default one that is valid for an hour and signed by the newest published key.</summary>
    public string Issue(string issuer, string? audience, IDictionary<string, object>? claims = null, SecurityKey? key = null, DateTime? expires = null, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var end = expires ?? DateTime.UtcNow.AddHours(1);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = end.AddHours(-2),
            Expires = end,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key ?? _keys[^1].Key, algorithm),
        });
    }

    /// <summary>The document at an address under <paramref name="baseUrl"/>; null when there is none.</summary>
    public string? Document(string baseUrl, string path)
    {
        DocumentsServed++;
        return path switch
        {
            "/metadata" => new JObject { ["issuer"] = baseUrl, ["jwks_uri"] = baseUrl + "/keys" }.ToString(),
            "/keys" => new JObject { ["keys"] = new JArray(_keys.Select(Published)) }.ToString(),
            _ => null,
        };
    }

    public void Dispose() => _keys.ForEach(entry => entry.Key.Rsa.Dispose());

    private static JObject Published((RsaSecurityKey Key, string[]? Endorsements) entry)
    {
        var numbers = entry.Key.Rsa.ExportParameters(false);
        var json = new JObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = entry.Key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
        if (entry.Endorsements is { Length: > 0 })
            json["endorsements"] = new JArray(entry.Endorsements);
        return json;
    }
}
