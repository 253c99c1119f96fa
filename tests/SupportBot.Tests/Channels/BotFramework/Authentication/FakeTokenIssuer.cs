using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Channels.BotFramework.Authentication;

/// <summary>An identity provider's keys and documents: signs tokens like the Bot Framework service or Entra.</summary>
public sealed class FakeTokenIssuer
{
    /// <summary>How long tokens are good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(2);

    // Keys are dear: every test takes the same few, under ids of its own.
    private static readonly Lazy<RSA>[] Pool = [.. Enumerable.Range(0, 5).Select(_ => new Lazy<RSA>(() => RSA.Create(2048)))];

    private readonly List<(RsaSecurityKey Key, string[]? Endorsements)> _keys = [];
    private int _nextKey;

    public FakeTokenIssuer(params string[]? endorsements) => AddKey(endorsements);

    private FakeTokenIssuer(int firstKey, string[]? endorsements)
    {
        _nextKey = firstKey;
        AddKey(endorsements);
    }

    public int DocumentsServed { get; private set; }

    public RsaSecurityKey AddKey(params string[]? endorsements)
    {
        var key = Key(_nextKey++);
        _keys.Add((key, endorsements));
        return key;
    }

    /// <summary>A second provider, which shares no key with the first.</summary>
    public static FakeTokenIssuer Second(params string[]? endorsements) => new(2, endorsements);

    /// <summary>A key that no provider publishes.</summary>
    public static RsaSecurityKey StrangersKey() => Key(4);

    /// <summary>A signed token; by default one that is valid for an hour and signed by the newest published key.</summary>
    public string Issue(string issuer, string? audience, IDictionary<string, object>? claims = null, SecurityKey? key = null, DateTime? expires = null, string algorithm = SecurityAlgorithms.RsaSha256, IDictionary<string, object>? header = null)
    {
        var end = expires ?? DateTime.UtcNow.AddHours(1);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = end - Life,
            Expires = end,
            Claims = claims,
            AdditionalHeaderClaims = header,
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

    private static RsaSecurityKey Key(int index) => new(Pool[index].Value) { KeyId = Guid.NewGuid().ToString("N") };

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
