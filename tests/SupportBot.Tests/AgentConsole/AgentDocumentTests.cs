using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary><c>/openapi/agent.json</c> says what <c>/api/agent</c> does: every route, every status, every answer.</summary>
public sealed class AgentDocumentTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;
    private JsonNode _document = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path);
        _document = JsonNode.Parse(await _bot.Http.GetStringAsync(new Uri("/openapi/agent.json", UriKind.Relative)))!;
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Document_ListsEveryRouteAndNoOther()
    {
        var mapped = _bot.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("api/agent", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}"));
        var described = _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal(13, _document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
    }

    [Theory]
    [InlineData("post", "/api/agent/session", "200 400 413 503")]
    [InlineData("get", "/api/agent/handoffs", "200 400 401 403 503")]
    [InlineData("get", "/api/agent/handoffs/{id}", "200 401 403 404 503")]
    [InlineData("get", "/api/agent/handoffs/{id}/ticket", "200 401 403 404 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/accept", "200 401 403 404 409 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/messages", "200 400 401 403 404 409 413 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/notes", "200 400 401 403 404 413 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/typing", "200 401 403 404 409 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/release", "200 401 403 404 409 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/close", "200 400 401 403 404 409 413 503")]
    [InlineData("post", "/api/agent/handoffs/{id}/follow-up", "200 400 401 403 404 409 413 503")]
    [InlineData("get", "/api/agent/events", "200 401 403 503")]
    [InlineData("get", "/api/agent/audit", "200 401 403 503")]
    public void Document_NamesEveryStatusWithItsSummaryAndProblems(string method, string path, string statuses)
    {
        var operation = _document["paths"]![path]![method]!;

        Assert.Equal(statuses, string.Join(' ', operation["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal)));
        Assert.False(string.IsNullOrEmpty((string?)operation["summary"]));
        Assert.All(operation["responses"]!.AsObject().Where(response => response.Key[0] != '2'), response => Assert.NotNull(response.Value!["content"]?["application/problem+json"]?["schema"]));
        Assert.Equal(statuses.Contains("413", StringComparison.Ordinal), operation["requestBody"]?["content"]?["application/json"]?["schema"] is not null);
    }

    [Fact]
    public async Task Events_AreDescribedAsTheStreamThatTheyAre()
    {
        var operation = _document["paths"]!["/api/agent/events"]!["get"]!;
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        using var answer = await ines.Http.GetAsync(new Uri("/api/agent/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal([answer.Content.Headers.ContentType!.MediaType!], operation["responses"]!["200"]!["content"]!.AsObject().Select(content => content.Key));
        Assert.Equal("string", (string?)operation["responses"]!["200"]!["content"]!["text/event-stream"]!["schema"]!["type"]);
        foreach (var word in new[] { "handoff", "message", "typing", "ping", "resync", "Last-Event-ID" })
            Assert.Contains(word, (string?)operation["description"], StringComparison.Ordinal);
        Assert.Equal(
            ["header Last-Event-ID", "query lastEventId"],
            operation["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}").Order(StringComparer.Ordinal));
        Assert.All(operation["parameters"]!.AsArray(), parameter => Assert.NotEqual(true, (bool?)parameter!["required"]));
    }

    [Fact]
    public async Task Document_TellsOfTheRequestsThatReachNoRoute()
    {
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        using var answer = await ines.Http.GetAsync(new Uri("/api/agent/handoffs/%00", UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Contains("%00 in its path: they get an empty 400", (string?)_document["info"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_IsDescribedAsAMail() =>
        Assert.NotNull(_document["paths"]!["/api/agent/handoffs/{id}/ticket"]!["get"]!["responses"]!["200"]!["content"]?["message/rfc822"]?["schema"]);

    [Fact]
    public void Security_IsDeclaredForEachOperationAsItIs()
    {
        var schemes = _document["components"]!["securitySchemes"]!;
        Assert.Equal(("apiKey", "query", "access_token"), ((string?)schemes["accessToken"]!["type"], (string?)schemes["accessToken"]!["in"], (string?)schemes["accessToken"]!["name"]));
        Assert.Equal(("http", "bearer"), ((string?)schemes["bearer"]!["type"], (string?)schemes["bearer"]!["scheme"]));
        foreach (var (path, operations) in _document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in operations!.AsObject())
            {
                var ways = (operation!["security"] ?? _document["security"])?.AsArray().Select(way => string.Join('+', way!.AsObject().Select(scheme => scheme.Key))) ?? [];
                Assert.Equal((path, path switch { "/api/agent/session" => "", "/api/agent/events" => "bearer,accessToken", _ => "bearer" }), (path, string.Join(',', ways)));
            }
        }
    }

    [Theory]
    [InlineData("/api/agent/handoffs/{id}/close", "{}")]
    [InlineData("/api/agent/handoffs/{id}/close", """{"resolution":"done"}""")]
    [InlineData("/api/agent/handoffs/{id}/follow-up", "{}")]
    [InlineData("/api/agent/handoffs/{id}/messages", """{"text":"Hello"}""")]
    [InlineData("/api/agent/session", """{"name":"Ines"}""")]
    public void Bodies_ThatAreTaken_FitTheirSchemas(string path, string body) => Assert.True(TakesBody(path, body));

    [Theory]
    [InlineData("/api/agent/handoffs/{id}/close", """{"resolution":5}""")]
    [InlineData("/api/agent/handoffs/{id}/messages", "{}")]
    [InlineData("/api/agent/handoffs/{id}/notes", "{}")]
    [InlineData("/api/agent/session", "{}")]
    public void Bodies_ThatAreRefused_DoNotFit(string path, string body) => Assert.False(TakesBody(path, body));

    [Fact]
    public async Task Close_WithAnEmptyBody_IsTaken()
    {
        var id = await (await CustomerTalk.OpenAsync(_bot.Http)).AskForHelpAsync();
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        await ines.DoAsync(id, "accept");

        await ines.DoAsync(id, "close");
    }

    [Fact]
    public async Task Answers_FitTheirSchemas()
    {
        var customer = await CustomerTalk.OpenAsync(_bot.Http);
        var id = await customer.AskForHelpAsync();
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        using var otto = await AgentClient.SignInAsync(_bot.Http, "Otto");
        const string one = "/api/agent/handoffs/{id}";

        await FitsAsync(_bot.Http, "post", "/api/agent/session", id, 200, """{"name":"Ines"}""");
        await FitsAsync(_bot.Http, "post", "/api/agent/session", id, 400, "{}");
        await FitsAsync(_bot.Http, "get", "/api/agent/handoffs", id, 401);
        await FitsAsync(ines.Http, "get", "/api/agent/handoffs", id, 200);
        await FitsAsync(ines.Http, "get", "/api/agent/handoffs", id, 400, query: "?state=lost");
        await FitsAsync(ines.Http, "post", one + "/messages", id, 409, """{"text":"Hello"}""");
        await FitsAsync(ines.Http, "post", one + "/accept", id, 200);
        await FitsAsync(otto.Http, "post", one + "/accept", id, 409);
        await FitsAsync(ines.Http, "post", one + "/accept", "H-000000", 404);
        await FitsAsync(ines.Http, "post", one + "/typing", id, 200);
        await FitsAsync(ines.Http, "post", one + "/messages", id, 200, """{"text":"Hello","messageId":"1"}""");
        await FitsAsync(ines.Http, "post", one + "/notes", id, 200, """{"text":"Noted"}""");
        await FitsAsync(ines.Http, "post", one + "/notes", id, 400, "no");
        await FitsAsync(ines.Http, "get", one, id, 200);
        await FitsAsync(ines.Http, "get", one, "H-000000", 404);
        await FitsAsync(ines.Http, "post", one + "/release", id, 200);
        await FitsAsync(ines.Http, "post", one + "/accept", id, 200);
        await FitsAsync(ines.Http, "post", one + "/close", id, 200, """{"resolution":"done","returnToBot":true}""");
        await FitsAsync(ines.Http, "post", one + "/close", id, 409, """{"resolution":"done"}""");
        await FitsAsync(ines.Http, "get", one, id, 200);
        await FitsAsync(ines.Http, "post", one + "/follow-up", id, 409, """{"resolution":"done"}""");
        await FitsAsync(ines.Http, "get", "/api/agent/audit", id, 200);
    }

    [Fact]
    public async Task Answers_HaveTheFieldsThatClientsCountOn()
    {
        var customer = await CustomerTalk.OpenAsync(_bot.Http);
        var id = await customer.AskForHelpAsync();
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");

        var row = Assert.Single(await ines.ListAsync("?state=queued"));
        var file = await ines.FindAsync(id);

        string[] fields = ["id", "state", "reason", "customer", "orderIds", "channel", "requestedAt", "agent"];
        Assert.Equal(fields, row.EnumerateObject().Select(field => field.Name).Take(fields.Length));
        Assert.Equal(fields, file.EnumerateObject().Select(field => field.Name).Take(fields.Length));
        Assert.Equal(["userId", "name"], row.GetProperty("customer").EnumerateObject().Select(field => field.Name));
        Assert.Equal(["at", "from", "text"], file.GetProperty("transcript")[0].EnumerateObject().Select(field => field.Name).Take(3));
        Assert.NotEmpty(file.GetProperty("summary").GetString()!);
        Assert.Equal(JsonValueKind.String, file.GetProperty("orders")[0].GetProperty("status").ValueKind);
    }

    private async Task FitsAsync(HttpClient http, string method, string path, string id, int status, string? body = null, string query = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", id, StringComparison.Ordinal) + query)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await http.SendAsync(request);
        var what = $"{method} {path} {status}";
        Assert.Equal((what, (HttpStatusCode)status), (what, answer.StatusCode));
        var described = _document["paths"]![path]![method]!["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var schema = Schema(described!["content"]![answer.Content.Headers.ContentType!.MediaType!]!["schema"]!);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();

        var result = schema.Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{what}: {JsonSerializer.Serialize(result)} {json}");
        if (status == 200)
            Assert.False(schema.Evaluate(JsonDocument.Parse("""[{"id":5}]""").RootElement).IsValid, $"{what}: anything fits");
    }

    private bool TakesBody(string path, string body) =>
        Schema(_document["paths"]![path]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!).Evaluate(JsonDocument.Parse(body).RootElement).IsValid;

    /// <summary>A schema of the document with what it refers to.</summary>
    private JsonSchema Schema(JsonNode schema)
    {
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = _document["components"]!["schemas"]!.DeepClone();
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }
}
