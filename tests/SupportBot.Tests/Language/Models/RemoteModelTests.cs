using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Language.Models;

/// <summary>An OpenAI-compatible endpoint that answers, waits, hangs up, refuses and talks nonsense.</summary>
public sealed class RemoteModelTests : IAsyncLifetime
{
    private const string Answer = """{"act":"ask","intent":"ORDER_INFO","topics":["status"],"orders":[{"kind":"position","words":"the last","not":false}]}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly Heard Said = new("where is it", DateTimeOffset.UnixEpoch);

    private StandInModel _model = null!;

    public async Task InitializeAsync() => _model = await StandInModel.StartAsync((context, _) => StandInModel.SendAsync(context, Answer));

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task GetResponse_RightAnswer_ComesWithTheSchemaAsked()
    {
        var response = await AskAsync();

        Assert.NotNull(LargeModelForm.ReadJson(response.Text));
        var (path, authorization, body) = Assert.Single(_model.Requests);
        Assert.Equal("/v1/chat/completions", path);
        Assert.Equal("Bearer secret-key", authorization);
        Assert.Equal("some-model", body.GetProperty("model").GetString());
        Assert.Equal("json_schema", body.GetProperty("response_format").GetProperty("type").GetString());
        Assert.DoesNotContain("supportbot", body.GetRawText(), StringComparison.OrdinalIgnoreCase);
        var content = body.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        Assert.EndsWith("\nwhere is it", content.ValueKind == JsonValueKind.String ? content.GetString() : content[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponse_OneDroppedConnection_IsTriedAgain()
    {
        var isFirst = true;
        _model.Answer = (context, _) =>
        {
            if (!isFirst)
                return StandInModel.SendAsync(context, Answer);
            isFirst = false;
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.NotNull(LargeModelForm.ReadJson((await AskAsync()).Text));
        Assert.Equal(2, _model.Requests.Count);
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
        _model.Answer = (context, _) => failure switch
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
        _model.Answer = (context, _) => Status(context, 500);
        for (var i = 0; i < 6; i++)
            await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, TimeSpan.FromSeconds(5)));
        var before = _model.Requests.Count;

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, TimeSpan.FromSeconds(5)));

        Assert.Equal(before, _model.Requests.Count);
    }

    [Fact]
    public async Task GetResponse_CallerCancels_IsNoFailure()
    {
        using var cancelling = new CancellationTokenSource();
        _model.Answer = (context, _) =>
        {
            cancelling.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using var client = Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync(LargeModelPrompt.Write(PromptProfile.Remote, Said, []), OptionsFor(TimeSpan.FromSeconds(30)), cancelling.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_EndpointThatHangs_IsLeftOutAtOnceAndAskedAgainLater(bool asStream)
    {
        var time = new FakeTimeProvider();
        var changes = new List<DateTimeOffset?>();
        var circuit = new ModelCircuit(time) { Changed = changes.Add };
        using var client = Client(circuit, time);
        var asked = new SemaphoreSlim(0);
        _model.Answer = (context, _) =>
        {
            asked.Release();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        for (var i = 0; i < ModelCircuit.FailuresThatOpen; i++)
            await FailAsync(client, asStream, asked, time);
        var before = _model.Requests.Count;

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, asStream));

        Assert.Equal((before, true), (_model.Requests.Count, circuit.IsOpen));
        time.Advance(ModelCircuit.FirstPause);
        var trial = AskAsync(client, asStream);
        await asked.WaitAsync();
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, asStream));
        Assert.Equal(before + 1, _model.Requests.Count);
        time.Advance(Limit);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => trial);
        time.Advance(ModelCircuit.FirstPause);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => AskAsync(client, asStream));
        Assert.Equal(before + 1, _model.Requests.Count);
        time.Advance(ModelCircuit.FirstPause);
        _model.Answer = (context, request) => request.WantsStream ? StandInModel.StreamAsync(context, new[] { Answer }.ToAsyncEnumerable()) : StandInModel.SendAsync(context, Answer);
        await AskAsync(client, asStream);
        Assert.Null(circuit.OpenUntil);
        Assert.Equal([time.Start + (Limit * 3) + ModelCircuit.FirstPause, null], changes);
    }

    private static async Task FailAsync(IChatClient client, bool asStream, SemaphoreSlim asked, FakeTimeProvider time)
    {
        var answer = AskAsync(client, asStream);
        await asked.WaitAsync();
        time.Advance(Limit);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => answer);
    }

    private static async Task AskAsync(IChatClient client, bool asStream)
    {
        if (!asStream)
            await AskAsync(client, Limit);
        else
            await foreach (var _ in client.GetStreamingResponseAsync(LargeModelPrompt.Write(PromptProfile.Remote, Said, []), OptionsFor(Limit), CancellationToken.None)) { }
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

    private IChatClient Client() => Client(new ModelCircuit(TimeProvider.System), TimeProvider.System);

    private IChatClient Client(ModelCircuit circuit, TimeProvider time) => RemoteModel.Create(_model.Url, new LlmOptions { ApiKey = "secret-key", RemoteModel = "some-model" }, circuit, time);

    private async Task<ChatResponse> AskAsync(TimeSpan? limit = null)
    {
        using var client = Client();
        return await AskAsync(client, limit ?? TimeSpan.FromSeconds(30));
    }

    private static Task<ChatResponse> AskAsync(IChatClient client, TimeSpan limit) => client.GetResponseAsync(LargeModelPrompt.Write(PromptProfile.Remote, Said, []), OptionsFor(limit), CancellationToken.None);

    private static ChatOptions OptionsFor(TimeSpan limit) => new ChatOptions { Temperature = 0, MaxOutputTokens = 100, ResponseFormat = LargeModelForm.Schema }
        .WithGrammar(LargeModelForm.Grammar).WithTimeLimit(limit);
}
