using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SupportBot.AgentConsole.Api;

/// <summary>Reads JSON bodies, and says what to send where one can't be read.</summary>
internal static class AgentBody
{
    /// <param name="shape">What to send, for whoever sent something else.</param>
    /// <returns>The body, or the problem with it; never both.</returns>
    public static async Task<(T? Body, ProblemHttpResult? Problem)> ReadAsync<T>(HttpRequest request, string shape, CancellationToken ct)
        where T : class
    {
        string? text;
        try
        {
            text = await RequestBody.ReadAsync(request, ct);
        }
        catch (BadHttpRequestException error)
        {
            return (null, TypedResults.Problem($"The body can't be read; send {shape}.", statusCode: error.StatusCode));
        }

        if (text is null)
            return (null, TypedResults.Problem($"The body may have 1 MiB at most; send {shape}.", statusCode: StatusCodes.Status413PayloadTooLarge));
        try
        {
            return text.Contains("\\u0000", StringComparison.Ordinal) ? (null, Bad("a character that can't be stored"))
                : JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) is { } body ? (body, null)
                : (null, Bad("null"));
        }
        catch (JsonException error)
        {
            return (null, Bad(text.Length == 0 ? "nothing" : error.Path is { Length: > 1 } path ? $"something else at {path}" : "no JSON"));
        }

        ProblemHttpResult Bad(string what) =>
            TypedResults.Problem($"The body must be {shape}; this one has {what}.", statusCode: StatusCodes.Status400BadRequest);
    }
}
