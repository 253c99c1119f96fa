using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Language;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;
using SupportBot.Tests.Language.Understanding;
using SupportBot.Turns;

namespace SupportBot.Tests.Language;

public sealed class ModelLanguageTests
{
    private const string Abstained = "any tidings of my blender";

    private const string AboutBlender = """{"intent":"ORDER_INFO","reference":{"kind":"product","value":"blender"},"about":["status","delivery"]}""";

    private readonly FakeTimeProvider _time = new(Labelled.Now);
    private readonly LlmOptions _options = new();

    [Fact]
    public async Task Understand_RulesAreSure_AsksNoModel()
    {
        var model = new ScriptedModel(AboutBlender);

        var understood = await UnderstandAsync(model, "where is order 5");

        Assert.Empty(model.Requests);
        Assert.Equal(0, understood.LlmCalls);
        Assert.Equal(ReferenceText.Read("Id", "5"), understood.Reference);
    }

    [Fact]
    public async Task Understand_RulesAbstain_TakesTheModelsReading()
    {
        var model = new ScriptedModel(AboutBlender);

        var understood = await UnderstandAsync(model, Abstained);

        Assert.Equal(Intent.OutOfScope, RuleReading.Of(Abstained, Labelled.Now).Understanding.Intent);
        Assert.Equal(Intent.OrderInfo, understood.Intent);
        Assert.Equal(ReferenceText.Read("Product", "blender"), understood.Reference);
        Assert.Equal([Topic.Status, Topic.Delivery], understood.About);
        Assert.Equal(1, understood.LlmCalls);
    }

    [Fact]
    public async Task Understand_MoreThanTheModelMayHold_AnswersByRulesAtOnce()
    {
        var model = ScriptedModel.Stuck();
        using var end = new CancellationTokenSource();
        var language = new ModelLanguage(model, Options.Create(_options), _time, NullLogger<ModelLanguage>.Instance);
        var waiting = Enumerable.Range(0, ModelLanguage.MaxAtOnce).Select(_ => language.UnderstandAsync(Abstained, Labelled.Now, end.Token)).ToList();

        var understood = await language.UnderstandAsync(Abstained, Labelled.Now, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((Intent.OutOfScope, 0), (understood.Intent, understood.LlmCalls));
        Assert.True(TurnQueue.TurnsSideBySide >= 2 * ModelLanguage.MaxAtOnce);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        _ = language.UnderstandAsync(Abstained, Labelled.Now, CancellationToken.None);
        Assert.Equal(ModelLanguage.MaxAtOnce + 1, model.Requests.Count);
    }

    [Fact]
    public async Task Understand_RouterOff_AsksTheModelAlways()
    {
        _options.Router = false;
        var model = new ScriptedModel("""{"intent":"ORDER_INFO","reference":{"kind":"latest","value":""},"about":["total"]}""");

        var understood = await UnderstandAsync(model, "where is my order?");

        Assert.Single(model.Requests);
        Assert.Equal(ReferenceText.Read("Latest"), understood.Reference);
        Assert.Equal([Topic.Status], understood.About);
    }

    [Fact]
    public async Task Understand_NoModelLoaded_AnswersByRules()
    {
        var model = new ScriptedModel(AboutBlender) { IsLoaded = false };

        var understood = await UnderstandAsync(model, Abstained);

        Assert.Equal((Intent.OutOfScope, 0), (understood.Intent, understood.LlmCalls));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sure! Here is the JSON you asked for.")]
    [InlineData("""{"intent":"ORDER_INFO"}""")]
    public async Task Understand_Nonsense_AnswersByRules(string nonsense)
    {
        _options.Router = false;

        var understood = await UnderstandAsync(new ScriptedModel(nonsense), "where is order 5?");

        Assert.Equal(ReferenceText.Read("Id", "5"), understood.Reference);
        Assert.Equal((Intent.OrderInfo, 1), (understood.Intent, understood.LlmCalls));
    }

    public static TheoryData<Exception> Failures => new(
        new LanguageUnavailableException("queue full"), new HttpRequestException("refused"), new InvalidOperationException(), new OperationCanceledException(), new TimeoutException());

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Understand_ModelFails_AnswersByRulesAndLogsNoText(Exception failure)
    {
        _options.Router = false;
        var log = new RememberedLog();

        var understood = await Language(ScriptedModel.Failing(failure), log).UnderstandAsync("where is order 5, says eve@example.com?", Labelled.Now, default);

        Assert.Equal(ReferenceText.Read("Id", "5"), understood.Reference);
        var line = Assert.Single(log.Lines);
        Assert.Contains(failure.GetType().Name, line, StringComparison.Ordinal);
        Assert.DoesNotContain("eve", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Understand_ModelIsLate_AnswersByRulesAtTheLimit(bool heedsItsToken)
    {
        _options.Router = false;
        var model = heedsItsToken ? ScriptedModel.Stuck() : new ScriptedModel(_ => Never());
        var understanding = UnderstandAsync(model, "where is order 5?");

        _time.Advance(_options.UnderstandTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(understanding.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ReferenceText.Read("Id", "5"), (await understanding).Reference);
    }

    [Fact]
    public async Task Understand_CallerCancels_ThrowsAndCancelsTheModel()
    {
        _options.Router = false;
        var model = ScriptedModel.Stuck();
        using var cancel = new CancellationTokenSource();
        var understanding = Language(model).UnderstandAsync("where is order 5?", Labelled.Now, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => understanding);
        Assert.True(Assert.Single(model.Requests).Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Understand_CancelledBefore_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Language(new ScriptedModel(AboutBlender)).UnderstandAsync("hi", Labelled.Now, new CancellationToken(canceled: true)));

    [Fact]
    public async Task Understand_Options_BindTheModelToFormAndTime()
    {
        var model = new ScriptedModel(AboutBlender);

        await UnderstandAsync(model, Abstained);

        var asked = Assert.Single(model.Requests).Options!;
        Assert.Same(UnderstandForm.Json.Grammar, ChatOptionsExtensions.GrammarOf(asked));
        Assert.Equal(_options.UnderstandTimeout, ChatOptionsExtensions.TimeLimitOf(asked));
        Assert.IsType<ChatResponseFormatJson>(asked.ResponseFormat);
        Assert.Equal(0, asked.Temperature);
        Assert.NotNull(asked.MaxOutputTokens);
    }

    [Fact]
    public async Task AddLanguage_Services_HaveTheLanguage()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLanguage(new LanguagePlaces("", "", []));
        await using var provider = services.BuildServiceProvider();

        Assert.IsType<ModelLanguage>(provider.GetRequiredService<ILanguage>());
    }

    private ModelLanguage Language(ScriptedModel model, ILogger<ModelLanguage>? log = null) =>
        new(model, Options.Create(_options), _time, log ?? NullLogger<ModelLanguage>.Instance);

    private Task<SupportBot.Core.Conversation.Understanding> UnderstandAsync(ScriptedModel model, string message) => Language(model).UnderstandAsync(message, Labelled.Now, default);

    private static async IAsyncEnumerable<string> Never()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }

    private sealed class RememberedLog : ILogger<ModelLanguage>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);
    }
}
