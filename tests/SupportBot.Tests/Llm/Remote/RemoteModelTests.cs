using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Conversation;
using SupportBot.Llm;
using SupportBot.Llm.Remote;
using SupportBot.Llm.Runtime;
using SupportBot.Llm.Understand;

namespace SupportBot.Tests.Llm.Remote;

/// <summary>An OpenAI-compatible endpoint that answers, waits, hangs up, refuses and talks nonsense.</summary>
public sealed class RemoteModelTests : IAsyncLifetime
{
    private const string Answer = """{"intent":"ORDER_INFO","reference":{"kind":"latest","value":""},"about":["status"]}""";

    private readonly List<(string Path, string? Authorization, JsonElement Body)> _requests = [];
    private WebApplication _server = null!;
    private Uri _url = null!;
    private Func<HttpContext, Task> _answer = context => SendAsync(context, Answer);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(async context =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            lock (_requests)
                _requests.Add((context.Request.Path, context.Request.Headers.Authorization, body));
            await _answer(context);
        });
        await _server.StartAsync();
        _url = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task GetResponse_RightAnswer_ComesWithTheSchemaAsked()
    {
        var response = await AskAsync();

        Assert.NotNull(ModelReading.Parse(response.Text));
        var (path, authorization, body) = Assert.Single(_requests);
        Assert.Equal("/v1/chat/completions", path);
        Assert.Equal("Bearer secret-key", authorization);
        Assert.Equal("some-model", body.GetProperty("model").GetString());
        Assert.Equal("json_schema", body.GetProperty("response_format").GetProperty("type").GetString());
        Assert.DoesNotContain("supportbot", body.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("where is it", body.GetProperty("messages").EnumerateArray().Last().GetProperty("content") is { ValueKind: JsonValueKind.String } text ? text.GetString() : body.GetProperty("messages").EnumerateArray().Last().GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task GetResponse_OneDroppedConnection_IsTriedAgain()
    {
        var isFirst = true;
        _answer = context =>
        {
            if (!isFirst)
                return SendAsync(context, Answer);
            isFirst = false;
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.NotNull(ModelReading.Parse((await AskAsync()).Text));
        Assert.Equal(2, _requests.Count);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("401")]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("silence")]
    public async Task GetResponse_Failure_IsTheOneThatTheLanguageKnows(string failure)
    {
        _answer = context => failure switch
        {
            "drop" => Drop(context),
            "html" => context.Response.WriteAsync("<html><body>Welcome to the proxy</body></html>"),
            "empty" => context.Response.WriteAsJsonAsync(new { id = "1", @object = "chat.completion", created = 1, model = "m", choices = Array.Empty<object>() }),
            "cut" => context.Response.WriteAsync("{\"id\":\"1\",\"choices\":[{\"mess"),
            "silence" => Task.Delay(Timeout.Infinite, context.RequestAborted),
            _ => Status(context, int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture)),
        };

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(TimeSpan.FromSeconds(1.5)));
    }

    [Fact]
    public async Task GetResponse_EndpointThatFailsAlways_IsLeftAlone()
    {
        using var client = Client();
        _answer = context => Status(context, 500);
        for (var i = 0; i < 6; i++)
            await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, TimeSpan.FromSeconds(5)));
        var before = _requests.Count;

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, TimeSpan.FromSeconds(5)));

        Assert.Equal(before, _requests.Count);
    }

    [Fact]
    public async Task GetResponse_CallerCancels_IsNoFailure()
    {
        using var cancelling = new CancellationTokenSource();
        _answer = context =>
        {
            cancelling.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using var client = Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync(UnderstandPrompt.Write(PromptProfile.Chat, "where is it"), OptionsFor(TimeSpan.FromSeconds(30)), cancelling.Token));
    }

    private static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, string text) => context.Response.WriteAsJsonAsync(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "some-model",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    });

    private IChatClient Client() => RemoteModel.Create(_url, new LlmOptions { ApiKey = "secret-key", RemoteModel = "some-model" });

    private async Task<ChatResponse> AskAsync(TimeSpan? limit = null)
    {
        using var client = Client();
        return await AskAsync(client, limit ?? TimeSpan.FromSeconds(30));
    }

    private static Task<ChatResponse> AskAsync(IChatClient client, TimeSpan limit) => client.GetResponseAsync(UnderstandPrompt.Write(PromptProfile.Chat, "where is it"), OptionsFor(limit), CancellationToken.None);

    private static ChatOptions OptionsFor(TimeSpan limit) => new ChatOptions { Temperature = 0, MaxOutputTokens = 100, ResponseFormat = UnderstandForm.Schema }
        .WithGrammar(UnderstandForm.Grammar).WithTimeLimit(limit);
}
