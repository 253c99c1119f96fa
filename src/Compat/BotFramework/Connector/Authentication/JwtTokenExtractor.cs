using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IdentityModel.Tokens.Jwt;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates a signed token and returns who it speaks for. Stands for <c>Microsoft.Bot.Connector.Authentication.JwtTokenExtractor</c>.</summary>
public class JwtTokenExtractor
{
    private readonly TokenValidationParameters _tokenValidationParameters;
    private readonly HashSet<string> _allowedSigningAlgorithms;
    private readonly SigningMetadata _metadata;
    private readonly ConfigurationManager<IDictionary<string, HashSet<string>>> _customEndorsements;

    public JwtTokenExtractor(HttpClient httpClient, TokenValidationParameters tokenValidationParameters, string metadataUrl, HashSet<string> allowedSigningAlgorithms)
    {
        _tokenValidationParameters = tokenValidationParameters.Clone();
        _tokenValidationParameters.RequireSignedTokens = true;
        _allowedSigningAlgorithms = allowedSigningAlgorithms;
        _metadata = SigningMetadata.At(metadataUrl, httpClient);
    }

    public JwtTokenExtractor(HttpClient httpClient, TokenValidationParameters tokenValidationParameters, string metadataUrl, HashSet<string> allowedSigningAlgorithms, ConfigurationManager<IDictionary<string, HashSet<string>>> customEndorsementsConfig)
        : this(httpClient, tokenValidationParameters, metadataUrl, allowedSigningAlgorithms)
    {
        ArgumentNullException.ThrowIfNull(customEndorsementsConfig);
        _customEndorsements = customEndorsementsConfig;
    }

    public Task<ClaimsIdentity> GetIdentityAsync(string authorizationHeader, string channelId) => GetIdentityAsync(authorizationHeader, channelId, []);

    public Task<ClaimsIdentity> GetIdentityAsync(string authorizationHeader, string channelId, string[] requiredEndorsements)
    {
        var parts = authorizationHeader?.Split(' ');
        return parts is [var scheme, var token]
            ? GetIdentityAsync(scheme, token, channelId, requiredEndorsements)
            : Task.FromResult<ClaimsIdentity>(null);
    }

    public Task<ClaimsIdentity> GetIdentityAsync(string scheme, string parameter, string channelId) => GetIdentityAsync(scheme, parameter, channelId, []);

    public async Task<ClaimsIdentity> GetIdentityAsync(string scheme, string parameter, string channelId, string[] requiredEndorsements)
    {
        ArgumentNullException.ThrowIfNull(requiredEndorsements);
        if (scheme != "Bearer" || string.IsNullOrEmpty(parameter))
            return null;

        // Neither an expired token nor a foreign issuer's is worth a request for keys.
        if (_tokenValidationParameters.ValidateLifetime || _tokenValidationParameters.ValidateIssuer)
        {
            var token = new JwtSecurityToken(parameter);
            if (IsExpired(token))
                throw new UnauthorizedAccessException("The token has expired.");
            if (!HasAllowedIssuer(token))
                return null;
        }

        try
        {
            var principal = await ValidateTokenAsync(parameter, channelId, requiredEndorsements);
            return principal.Identities.FirstOrDefault();
        }
        catch (Exception e)
        {
            Trace.TraceWarning("Invalid token. " + e.Message);
            throw;
        }
    }

    // A token without an end is left to the validation, which refuses it.
    private bool IsExpired(JwtSecurityToken token) =>
        _tokenValidationParameters.ValidateLifetime
        && token.Payload.Expiration != null
        && token.ValidTo < DateTime.UtcNow - _tokenValidationParameters.ClockSkew;

    private bool HasAllowedIssuer(JwtSecurityToken token) =>
        !_tokenValidationParameters.ValidateIssuer
        || (_tokenValidationParameters.ValidIssuer != null && _tokenValidationParameters.ValidIssuer == token.Issuer)
        || (_tokenValidationParameters.ValidIssuers ?? []).Contains(token.Issuer);

    private async Task<ClaimsPrincipal> ValidateTokenAsync(string token, string channelId, string[] requiredEndorsements)
    {
        var config = await _metadata.GetOpenIdAsync();
        ClaimsPrincipal principal;
        JwtSecurityToken parsed;
        try
        {
            (principal, parsed) = Validate(token, config);
        }
        catch (SecurityTokenSignatureKeyNotFoundException)
        {
            // Keys are rolled over at any time, and the copy at hand may be days old.
            if (!await _metadata.RenewAsync(config))
                throw;
            (principal, parsed) = Validate(token, await _metadata.GetOpenIdAsync());
        }

        await CheckEndorsementsAsync(parsed.Header.Kid, channelId, requiredEndorsements);
        if (_allowedSigningAlgorithms != null && !_allowedSigningAlgorithms.Contains(parsed.Header.Alg))
            throw new UnauthorizedAccessException($"Token signing algorithm '{parsed.Header.Alg}' not in allowed list");
        return principal;
    }

    private (ClaimsPrincipal Principal, JwtSecurityToken Token) Validate(string token, OpenIdConnectConfiguration config)
    {
        var parameters = _tokenValidationParameters.Clone();
        parameters.IssuerSigningKeys = config.SigningKeys;
        var principal = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out var parsed);
        return (principal, (JwtSecurityToken)parsed);
    }

    private async Task CheckEndorsementsAsync(string keyId, string channelId, string[] requiredEndorsements)
    {
        // Entra's keys, which sign the Emulator's tokens, endorse nothing.
        var endorsements = await (_customEndorsements?.GetConfigurationAsync(CancellationToken.None) ?? _metadata.GetEndorsementsAsync());
        if (string.IsNullOrEmpty(keyId) || !endorsements.TryGetValue(keyId, out var endorsed))
            return;

        if (!EndorsementsValidator.Validate(channelId, endorsed))
            throw new UnauthorizedAccessException($"Could not validate endorsement for key: {keyId} with endorsements: {string.Join(",", endorsed)}");
        if (!requiredEndorsements.All(required => EndorsementsValidator.Validate(required, endorsed)))
            throw new UnauthorizedAccessException($"Could not validate additional endorsement for key: {keyId} with endorsements: {string.Join(",", endorsed)}. Expected endorsements: {string.Join(",", requiredEndorsements)}");
    }
}
