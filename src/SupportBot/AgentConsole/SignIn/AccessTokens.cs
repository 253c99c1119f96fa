using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using SupportBot.AgentConsole.Api;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Takes <c>access_token</c> out of the address of requests to <c>/api/agent</c> before anything can log it.
/// Only the events take a token there, because a browser's EventSource can't send a header.</summary>
internal sealed class AccessTokens(IServiceProvider services) : IHttpContextFactory
{
    public const string EventsPath = "/api/agent/events";
    public const string Name = "access_token";

    private const string ApiPath = "/api/agent";

    private readonly DefaultHttpContextFactory _factory = new(services);

    /// <returns>The token in the address of a request for the events, or <c>null</c>.</returns>
    public static string? InQueryOf(HttpContext context) =>
        context.Request.Path.Equals(EventsPath, StringComparison.OrdinalIgnoreCase) ? context.Features.Get<Taken>()?.Token : null;

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { } request
            && request.QueryString.Contains(Name, StringComparison.OrdinalIgnoreCase) && request.Path.StartsWith(ApiPath, StringComparison.OrdinalIgnoreCase))
        {
            var query = QueryHelpers.ParseQuery(request.QueryString);
            featureCollection.Set(new Taken(query.GetValueOrDefault(Name).ToString()));
            query.Remove(Name);
            request.QueryString = QueryString.Create(query).ToString();
            request.RawTarget = request.Path + request.QueryString;
        }

        return _factory.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _factory.Dispose(httpContext);

    private sealed record Taken(string Token);
}
