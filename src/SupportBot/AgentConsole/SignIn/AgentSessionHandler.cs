using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using SupportBot.AgentConsole.Api;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Takes the tokens of <see cref="AgentSessions"/>, in Development.</summary>
internal sealed class AgentSessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AgentSessions sessions, IOptions<AgentsOptions> agents)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>Somebody who signed in for Development: agent and supervisor.</summary>
    public static ClaimsPrincipal Principal(Agent agent, AgentsOptions options, string scheme) => new(new ClaimsIdentity(
        [new("sub", agent.Id), new("name", agent.Name), new(options.RoleClaim, options.Role),
            new(options.RoleClaim, options.SupervisorRole)], scheme, "name", options.RoleClaim));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : AccessTokens.InQueryOf(Context);
        if (string.IsNullOrEmpty(token))
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(sessions.AgentOf(token) is { } agent
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(agent, agents.Value, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The token is unknown or has run out."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AgentRefusals.NotSignedInAsync(
        Context, "Sign in first: POST /api/agent/session {\"name\":\"…\"} gives a token for the Authorization header.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AgentRefusals.WithoutRoleAsync(Context, agents.Value);
}
