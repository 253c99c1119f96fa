using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportBot.AgentConsole.Texts;
using SupportBot.Core.Handoff;
using SupportBot.Hosting;
using SupportBot.Hosting.Tokens;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>
/// Who is an agent. The API takes bearer tokens and never the cookie, the console takes the cookie and nothing else; one
/// policy, <see cref="Policy"/>, asks both for the role. With <c>Agents:Authority</c> tokens and cookie come from that
/// OpenID provider, in every environment; without it Development takes any name, and elsewhere there are no agents.
/// </summary>
internal static class AgentSignIn
{
    /// <summary>The policy of everything that agents see and do.</summary>
    public const string Policy = "agent";

    /// <summary>The policy of those who may read the audit log.</summary>
    public const string SupervisorPolicy = "agent supervisor";

    public const string ConsoleScheme = "AgentConsole";

    private const string BearerScheme = "AgentBearer";
    private const string ByPath = "Agents";
    private const string ConsolePath = "/agent";

    private static readonly TimeSpan Workday = TimeSpan.FromHours(8);

    private static readonly string[] Signatures =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Whether anybody can be an agent here; console and API are mapped only then.</summary>
    public static bool IsPossible(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() || Read(configuration).HasProvider;

    /// <summary>For the start line.</summary>
    public static string InWords(IConfiguration configuration, IHostEnvironment environment) =>
        Read(configuration) is { HasProvider: true } options ? $"agents sign in at {options.Authority}"
        : environment.IsDevelopment() ? "Development: any name is an agent"
        : "not served: set Agents:Authority to the OpenID provider that knows the agents";

    public static void AddAgentSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var isDevelopment = builder.Environment.IsDevelopment();
        services.AddOptions<AgentsOptions>().BindConfiguration(AgentsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentsOptions>>(new Check(isDevelopment));
        if (!IsPossible(builder.Configuration, builder.Environment))
            return;

        var options = Read(builder.Configuration);
        services.AddSingleton<IHttpContextFactory, AccessTokens>();
        // A restart signs nobody out.
        services.AddDataProtection().SetApplicationName("SupportBot")
            .PersistKeysToFileSystem(new DirectoryInfo(Settings.KeysFolder(builder.Configuration)));
        var schemes = services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, scheme => scheme.ForwardDefaultSelector =
                context => context.Request.Path.StartsWithSegments("/api/agent", StringComparison.OrdinalIgnoreCase) ? BearerScheme : ConsoleScheme)
            .AddCookie(ConsoleScheme, cookie => Set(cookie, options));
        if (options.HasProvider)
        {
            schemes.AddJwtBearer(BearerScheme, bearer => Set(bearer, options, isDevelopment));
            schemes.AddOpenIdConnect(OpenIdConnectDefaults.AuthenticationScheme, connect => Set(connect, options, isDevelopment));
        }
        else
        {
            schemes.AddScheme<AuthenticationSchemeOptions, AgentSessionHandler>(BearerScheme, null);
        }

        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => Require(policy, options.RoleClaim, options.Role))
            .AddPolicy(SupervisorPolicy, policy => Require(policy, options.RoleClaim, options.SupervisorRole));
    }

    public static void MapAgentSignIn(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<AgentsOptions>>().Value;
        var pages = app.MapGroup(ConsolePath).ExcludeFromDescription();
        if (options.HasProvider)
        {
            pages.MapGet("sign-in", (string? returnUrl) =>
                Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme]));
        }
        else
        {
            pages.MapGet("sign-in", (HttpContext context, string? returnUrl) => AgentSignInPages.NameAsync(context, Local(returnUrl), null));
            pages.MapPost("sign-in", (HttpContext context, string? returnUrl) => SignInAsync(context, returnUrl, options));
        }

        pages.MapGet("sign-out", (HttpContext context) => AgentSignInPages.SignOutAsync(context, AgentClaims.AgentOf(context.User)?.Name));
        pages.MapPost("sign-out", (HttpContext context) => SignOutAsync(context, options));
    }

    private static AgentsOptions Read(IConfiguration configuration) => configuration.GetSection(AgentsOptions.Section).Get<AgentsOptions>() ?? new();

    private static void Require(AuthorizationPolicyBuilder policy, string claim, string role) => policy.RequireAuthenticatedUser()
        .RequireAssertion(context => AgentClaims.AgentOf(context.User) is not null && AgentClaims.HasRole(context.User, claim, role));

    private static void Set(CookieAuthenticationOptions cookie, AgentsOptions options)
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

    private static void Set(JwtBearerOptions bearer, AgentsOptions options, bool isDevelopment)
    {
        bearer.Authority = options.Authority;
        bearer.Audience = options.Audience;
        bearer.RequireHttpsMetadata = !isDevelopment;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new StrictTokenHandler());
        bearer.TokenValidationParameters.NameClaimType = "name";
        bearer.TokenValidationParameters.RoleClaimType = options.RoleClaim;
        bearer.TokenValidationParameters.ValidAlgorithms = Signatures;
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

    private static void Set(OpenIdConnectOptions connect, AgentsOptions options, bool isDevelopment)
    {
        connect.SignInScheme = ConsoleScheme;
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
        connect.TokenValidationParameters.ValidAlgorithms = Signatures;
        connect.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            return AgentSignInPages.FailedAsync(context.HttpContext);
        };
    }

    private static async Task SignInAsync(HttpContext context, string? returnUrl, AgentsOptions options)
    {
        if (!IsFromHere(context.Request) || !context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AgentSignInPages.NameAsync(context, Local(returnUrl), "Please sign in on this page.");
            return;
        }

        var name = (await context.Request.ReadFormAsync(context.RequestAborted))["name"].ToString().Trim();
        if (name.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AgentSignInPages.NameAsync(context, Local(returnUrl), ConsoleTexts.Of("SignIn.Missing"));
            return;
        }

        await context.SignInAsync(ConsoleScheme, AgentSessionHandler.Principal(new Agent("development:" + name, name), options, ConsoleScheme));
        context.Response.Redirect(Local(returnUrl));
    }

    private static async Task SignOutAsync(HttpContext context, AgentsOptions options)
    {
        if (!IsFromHere(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AgentSignInPages.SignOutAsync(context, AgentClaims.AgentOf(context.User)?.Name);
            return;
        }

        context.RequestServices.GetRequiredService<ConsoleSessions>().End(context.User);
        await context.SignOutAsync(ConsoleScheme);
        if (options.HasProvider && await EndsSessionsAsync(context))
            await context.SignOutAsync(OpenIdConnectDefaults.AuthenticationScheme);
        else
            context.Response.Redirect(ConsolePath + "/sign-out");
    }

    /// <summary>Whether the provider has a page to sign out at; many have none.</summary>
    private static async Task<bool> EndsSessionsAsync(HttpContext context)
    {
        var provider = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme);
        // Where it is out of reach, the console's own cookie is gone, which is what matters here.
        return !string.IsNullOrEmpty((await DocumentAsync(provider.ConfigurationManager, context.RequestAborted))?.EndSessionEndpoint);
    }

    /// <returns>What the provider says of itself; <c>null</c> while it is out of reach.</returns>
    private static async Task<OpenIdConnectConfiguration?> DocumentAsync(IConfigurationManager<OpenIdConnectConfiguration>? manager, CancellationToken ct)
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

    /// <summary>Whether no page of somebody else's sent this. Browsers name the origin with everything but plain reads, and
    /// of those they tell by themselves whether a page of the same origin asks.</summary>
    internal static bool IsFromHere(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin
        ? origin == $"{request.Scheme}://{request.Host}"
        : request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <returns>The address when it is one of the console's, else the console.</returns>
    private static string Local(string? returnUrl) =>
        returnUrl is not null
            && (returnUrl == ConsolePath || returnUrl.StartsWith(ConsolePath + "/", StringComparison.Ordinal)
            || returnUrl.StartsWith(ConsolePath + "?", StringComparison.Ordinal))
            && !returnUrl.Any(letter => char.IsControl(letter) || letter == '\\') ? returnUrl : ConsolePath;

    private sealed class Check(bool isDevelopment) : IValidateOptions<AgentsOptions>
    {
        public ValidateOptionsResult Validate(string? name, AgentsOptions options) =>
            options.Mistakes(isDevelopment).ToList() is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }
}
