using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Who is an agent. The API takes bearer tokens and never the cookie, the console takes the cookie and nothing else; one
/// policy, <see cref="Policy"/>, asks both for the role. With <c>Agents:Authority</c> tokens and cookie come from that
/// OpenID provider, in every environment; without it Development takes any name, and elsewhere there are no agents.</summary>
internal static class AgentSignIn
{
    /// <summary>The policy of everything that agents see and do.</summary>
    public const string Policy = "agent";

    /// <summary>The policy of those who may read the audit log.</summary>
    public const string SupervisorPolicy = "agent supervisor";

    public const string ConsoleScheme = "AgentConsole";

    public const string ConsolePath = "/agent";

    private const string BearerScheme = "AgentBearer";
    private const string ByPath = "Agents";

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
        services.AddOptions<AgentsOptions>().BindConfiguration(AgentsOptions.Section).PostConfigure(agents => agents.AllowsHttp = isDevelopment)
            .ValidateDataAnnotations().ValidateOnStart();
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
            .AddCookie(ConsoleScheme, cookie => AgentSchemes.Set(cookie, options));
        if (options.HasProvider)
        {
            schemes.AddJwtBearer(BearerScheme, bearer => AgentSchemes.Set(bearer, options, isDevelopment));
            schemes.AddOpenIdConnect(OpenIdConnectDefaults.AuthenticationScheme, connect => AgentSchemes.Set(connect, options, isDevelopment));
        }
        else
        {
            schemes.AddScheme<AuthenticationSchemeOptions, AgentSessionHandler>(BearerScheme, null);
        }

        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => Require(policy, options.RoleClaim, options.Role))
            .AddPolicy(SupervisorPolicy, policy => Require(policy, options.RoleClaim, options.SupervisorRole));
    }

    private static AgentsOptions Read(IConfiguration configuration) => configuration.GetSection(AgentsOptions.Section).Get<AgentsOptions>() ?? new();

    private static void Require(AuthorizationPolicyBuilder policy, string claim, string role) => policy.RequireAuthenticatedUser()
        .RequireAssertion(context => AgentClaims.AgentOf(context.User) is not null && AgentClaims.HasRole(context.User, claim, role));
}
