using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SupportBot.Hosting.Tokens;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>What the schemes of agents' sign-in ask for: the console's cookie, the API's tokens and the provider's pages.</summary>
internal static class AgentSchemes
{
    private const string ConsolePath = AgentSignIn.ConsolePath;

    private static readonly TimeSpan Workday = TimeSpan.FromHours(8);

    public static void Set(CookieAuthenticationOptions cookie, AgentsOptions options)
    {
        cookie.Cookie.Name = "supportbot-agent";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Workday;
        // Who lost the role at the provider is out a workday later at the latest.
        cookie.SlidingExpiration = false;
        cookie.LoginPath = ConsolePath + "/sign-in";
        cookie.LogoutPath = ConsolePath + "/sign-out";
        cookie.Events.OnSigningIn = context =>
        {
            ConsoleSessions.Begin(context.Principal!);
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = context =>
        {
            var user = context.Principal!;
            if (context.HttpContext.Connection.RemoteIpAddress is { } address && user.Identity is ClaimsIdentity identity)
                identity.AddClaim(new Claim(AgentClaims.AddressClaim, address.ToString()));
            if (context.Properties.ExpiresUtc is { } ends)
                ConsoleSessions.SetEnd(user, ends);
            // A copy of the cookie is good for nothing either.
            if (context.HttpContext.RequestServices.GetRequiredService<ConsoleSessions>().IsOver(user))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context => AgentRefusals.WithoutRolePageAsync(context.HttpContext, options);
    }

    public static void Set(JwtBearerOptions bearer, AgentsOptions options, bool isDevelopment)
    {
        bearer.Authority = options.Authority;
        bearer.Audience = options.Audience;
        bearer.RequireHttpsMetadata = !isDevelopment;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new StrictTokenHandler());
        bearer.TokenValidationParameters.NameClaimType = "name";
        bearer.TokenValidationParameters.RoleClaimType = options.RoleClaim;
        bearer.TokenValidationParameters.ValidAlgorithms = StrictTokenHandler.PublicKeyAlgorithms;
        bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                if (!context.Request.Headers.ContainsKey("Authorization") && AccessTokens.InQueryOf(context.HttpContext) is { Length: > 0 } token)
                    context.Token = token;
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = context =>
            {
                // Without this a provider out of reach is an error of ours.
                context.Fail(context.Exception);
                return Task.CompletedTask;
            },
            OnChallenge = async context =>
            {
                context.HandleResponse();
                // Without its keys no token is good, and that isn't the token's fault.
                if (context.AuthenticateFailure is not null
                    && await DocumentAsync(context.Options.ConfigurationManager, context.HttpContext.RequestAborted) is null)
                {
                    await AgentRefusals.ProviderOutOfReachAsync(context.HttpContext);
                    return;
                }

                await (context.AuthenticateFailure is null
                    ? AgentRefusals.NotSignedInAsync(context.HttpContext, $"Sign in first: send a token of {options.Authority} for {options.Audience} in the Authorization header.")
                    : AgentRefusals.NotSignedInAsync(context.HttpContext, $"This token is not good here: it must be signed by {options.Authority}, made out for {options.Audience} and not expired.", "Bearer error=\"invalid_token\""));
            },
            OnForbidden = context => AgentRefusals.WithoutRoleAsync(context.HttpContext, options),
        };
    }

    public static void Set(OpenIdConnectOptions connect, AgentsOptions options, bool isDevelopment)
    {
        connect.SignInScheme = AgentSignIn.ConsoleScheme;
        connect.Authority = options.Authority;
        connect.ClientId = options.ClientId;
        connect.ClientSecret = options.ClientSecret;
        connect.RequireHttpsMetadata = !isDevelopment;
        connect.ResponseType = OpenIdConnectResponseType.Code;
        connect.UsePkce = true;
        // As a form, the answer would need cookies that go along from other sites.
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.CorrelationCookie.SameSite = connect.NonceCookie.SameSite = SameSiteMode.Lax;
        connect.CorrelationCookie.SecurePolicy = connect.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        connect.CallbackPath = ConsolePath + "/signed-in";
        connect.SignedOutCallbackPath = ConsolePath + "/signed-out";
        connect.SignedOutRedirectUri = ConsolePath + "/sign-out";
        connect.RemoteSignOutPath = PathString.Empty;
        connect.TokenHandler = new StrictTokenHandler();
        connect.TokenValidationParameters.NameClaimType = "name";
        connect.TokenValidationParameters.RoleClaimType = options.RoleClaim;
        connect.TokenValidationParameters.ValidAlgorithms = StrictTokenHandler.PublicKeyAlgorithms;
        connect.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            return AgentSignInPages.FailedAsync(context.HttpContext);
        };
    }

    /// <returns>What the provider says of itself; <c>null</c> while it is out of reach.</returns>
    public static async Task<OpenIdConnectConfiguration?> DocumentAsync(IConfigurationManager<OpenIdConnectConfiguration>? manager, CancellationToken ct)
    {
        try
        {
            return manager is null ? null : await manager.GetConfigurationAsync(ct);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or HttpRequestException)
        {
            return null;
        }
    }
}
