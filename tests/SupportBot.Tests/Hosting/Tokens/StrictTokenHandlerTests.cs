using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Tests.Hosting.Tokens;

public sealed class StrictTokenHandlerTests
{
    [Theory]
    [InlineData("""{"alg":"HS256"}""", false)]
    [InlineData("""{"alg":"HS256","kid":"crit"}""", false)]
    [InlineData("""{"alg":"HS256","CRIT":["b64"]}""", false)]
    [InlineData("""{"alg":"HS256","crit":["b64"],"b64":false}""", true)]
    [InlineData("""{"crit":[],"alg":"HS256"}""", true)]
    [InlineData("""{"alg":"HS256","crit":null}""", true)]
    [InlineData("""{"alg":"HS256","\u0063rit":["x"]}""", true)]
    [InlineData("""{"alg":"HS256"},"crit":["x"]}""", true)]
    [InlineData("""["crit"]""", true)]
    [InlineData("crit", true)]
    public void IsCritical_OfAHeader_FindsTheMemberAndDoesNotGuess(string header, bool expected) =>
        Assert.Equal(expected, StrictTokenHandler.IsCritical(Base64UrlEncoder.Encode(header) + ".e30.AAAA"));

    [Theory]
    [InlineData("", false)]
    [InlineData("a secret without a dot", false)]
    [InlineData("{}.e30.AAAA", true)]
    public void IsCritical_OfSomethingElse_IsWhatMightHideOne(string token, bool expected) =>
        Assert.Equal(expected, StrictTokenHandler.IsCritical(token));

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(33_000, false)]
    public async Task Validate_LongerThanHeadersMayBe_IsRefused(int length, bool isValid)
    {
        var key = new SymmetricSecurityKey(new byte[32]);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["fill"] = new string('x', length) },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });

        var check = await new StrictTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters { IssuerSigningKey = key, ValidateIssuer = false, ValidateAudience = false });

        Assert.Equal(isValid, check.IsValid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public void KeyIdOf_WhatIsNoToken_IsNone(string token) => Assert.Null(new StrictTokenHandler().KeyIdOf(token));
}
