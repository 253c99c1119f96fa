using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole.Api;

/// <summary>The routes of <c>/api/agent</c> and their description at <c>/openapi/agent.json</c>.</summary>
internal static class AgentEndpoints
{
    private const string Base = "api/agent";
    private const string Document = "agent";
    private const string Bearer = "bearer";
    private const string AccessToken = "accessToken";

    public static void AddAgentDocument(this IServiceCollection services) => services.AddOutputCache().AddOpenApi(Document, document =>
    {
        // The name that clients know it by.
        document.CreateSchemaReferenceId = type => type.Type == typeof(HandoffStepRow) ? "HandoffStep" : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        document.ShouldInclude = route => route.RelativePath?.StartsWith(Base, StringComparison.Ordinal) == true;
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info = new OpenApiInfo
            {
                Title = "SupportBot: handoffs for agents",
                Version = "1",
                // The server refuses such an address before any route is looked for.
                Description = "Customers' wishes that a person must see to. Every look and every action is in an audit log. "
                    + "Errors are problem details (RFC 9457), but for requests that are no valid HTTP, such as one with %00 in its path: they get an empty 400.",
            };
            api.Servers?.Clear();
            api.Components ??= new OpenApiComponents();
            api.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            api.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "A token of the identity provider; in Development one of POST /api/agent/session.",
            };
            api.Components.SecuritySchemes[AccessToken] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Query,
                Name = AccessTokens.Name,
                Description = "The same token, for a browser's EventSource, which can't send a header. It is taken out of the address before anything is logged.",
            };
            return Task.CompletedTask;
        });
        // By operation, because signing in needs none.
        document.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            {
                operation.Security = [.. (context.Description.RelativePath == AccessTokens.EventsPath.TrimStart('/') ? (string[])[Bearer, AccessToken]
                    : [Bearer])
                    .Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] })];
            }

            return Task.CompletedTask;
        });
    });

    public static void MapAgentApi(this WebApplication app, bool takesNames)
    {
        // Anybody may ask for it, and to make it takes a while.
        app.UseOutputCache();
        app.MapOpenApi("/openapi/{documentName}.json").CacheOutput(policy => policy.Expire(TimeSpan.FromHours(1)).SetVaryByQuery([]).SetVaryByHost(false));
        var api = app.Services.GetRequiredService<AgentApi>();
        var group = app.MapGroup("/" + Base).WithTags("Handoffs").ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddEndpointFilter(RefuseWithoutAuditAsync);
        if (takesNames)
        {
            group.MapPost("session", api.SignInAsync).AllowAnonymous().WithSummary("Signs in with a name; in Development only")
                .Takes<SignInRequest>().Refuses(400, 413);
        }

        var agents = group.MapGroup("").RequireAuthorization(AgentSignIn.Policy).Refuses(401, 403);
        agents.MapGet("handoffs", api.ListAsync).WithSummary("Lists handoffs: open ones oldest first, then closed ones newest first, at most 500").Refuses(400);
        agents.MapGet("handoffs/{id}", api.GetAsync).WithSummary("Opens a handoff with its orders, steps and transcript")
            .WithDescription("Of the transcript come the newest lines: at most 200, and 200,000 characters. before=PLACE gives those before a line, after=PLACE the oldest ones behind it; one of them, a whole number.")
            .Refuses(404);
        agents.MapGet("handoffs/{id}/ticket", api.TicketAsync).WithSummary("A handoff as an e-mail to its customer")
            .Gives("message/rfc822").Refuses(404);
        agents.MapPost("handoffs/{id}/accept", api.AcceptAsync).WithSummary("Takes a handoff over; the bot is silent from now on").Refuses(404, 409);
        agents.MapPost("handoffs/{id}/messages", api.SayAsync).WithSummary("Says something to the customer").Takes<TextRequest>().Refuses(400, 404, 409, 413);
        agents.MapPost("handoffs/{id}/notes", api.NoteAsync).WithSummary("Notes something that the customer never sees").Takes<TextRequest>()
            .Refuses(400, 404, 413);
        agents.MapPost("handoffs/{id}/typing", api.TypeAsync).WithSummary("Shows the customer that somebody types").Refuses(404, 409);
        agents.MapPost("handoffs/{id}/release", api.ReleaseAsync).WithSummary("Puts a handoff back into the queue").Refuses(404, 409);
        agents.MapPost("handoffs/{id}/close", api.CloseAsync).WithSummary("Ends a handoff").Takes<CloseRequest>().Refuses(400, 404, 409, 413);
        agents.MapPost("handoffs/{id}/follow-up", api.FollowUpAsync).WithSummary("Marks a handoff that had timed out as seen to").Takes<FollowUpRequest>()
            .Refuses(400, 404, 409, 413);
        agents.MapGet("events", (
                HttpContext context, AgentEvents events, CancellationToken ct,
                [FromHeader(Name = "Last-Event-ID"), Description("The id of the last event that was received.")] string? lastEvent,
                [Description("The same, where no header can be sent; the header counts first.")] string? lastEventId)
            => events.Listen(context, lastEvent ?? lastEventId, ct))
            .WithSummary("Server-sent events: handoff, message, typing, ping, resync").WithDescription(AgentEvents.Description)
            .Gives(MediaTypeNames.Text.EventStream);
        group.MapGet("audit", api.AuditAsync).RequireAuthorization(AgentSignIn.SupervisorPolicy).WithSummary("What agents looked at and did, newest first, at most 500; for supervisors").Refuses(401, 403);

        // The browser has the console's cookie and no token.
        app.MapGet("/agent/handoffs/{id}/ticket.eml", api.TicketAsync).RequireAuthorization(AgentSignIn.Policy).ExcludeFromDescription()
            .AddEndpointFilter(RefuseWithoutAuditAsync);
    }

    private static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, ct) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypeNames.Application.Json] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, ct) },
            },
        });

    /// <summary>Describes an answer that isn't JSON.</summary>
    private static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, string mediaType) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Responses ??= [];
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = "OK",
            Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
        };
        return Task.CompletedTask;
    });

    private static T Refuses<T>(this T routes, params int[] statuses)
        where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            routes.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [MediaTypeNames.Application.ProblemJson]));
        return routes;
    }

    /// <summary>What can't be logged isn't shown and isn't done.</summary>
    private static async ValueTask<object?> RefuseWithoutAuditAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AuditUnavailableException)
        {
            context.HttpContext.Response.Headers.RetryAfter = StorageUnavailableHandler.RetryAfter;
            return TypedResults.Problem("The audit log can't be written or read just now, so nothing is shown or done. Try again soon.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
