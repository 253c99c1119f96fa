using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;
using SupportBot.Turns;

namespace SupportBot.Tests.Language;

public sealed class ModelLanguageTests
{
    private const string Answer = "ask ORDER_INFO; status, delivery; product=PRODUCT1";

    /// <summary>No act or intent of chance 1.1 exists, so the encoder is unsure of all.</summary>
    private const double Never = 1.1;

    private static readonly Heard Said = new("where is order 4711, says eve@example.com", new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero))
    {
        Orders =
        [
            new("4711", OrderStatus.Delivered, new(2026, 3, 2), null, null, [new(1, "Green teapot", 1, 2490, "EUR")]),
            new("5023", OrderStatus.Shipped, new(2026, 9, 20), null, null, [new(1, "Steel blender", 1, 7100, "EUR")]),
        ],
        OnShow = ["4711", "5023"],
    };

    private static readonly Heard Blender = Said with { Text = "where is my blender" };

    private readonly FakeTimeProvider _time = new(Said.Now);
    private readonly LlmOptions _options = new();

    [Fact]
    public async Task Understand_EncoderIsSure_AsksNoModel()
    {
        var model = new ScriptedModel(Answer) { Profile = PromptProfile.Chat };

        var understood = await Language(model, sureEnough: 0).UnderstandAsync(Said with { Text = "where is order 4711" }, default);

        Assert.Empty(model.Requests);
        Assert.Equal((Act.Ask, Intent.OrderInfo, 0), (understood.Act, understood.Intent, understood.LlmCalls));
        Assert.Equal("Id:4711", ReferenceText.Write(understood.Orders));
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("Talk to a person")]
    [InlineData("yes, please")]
    public async Task Understand_FormDecides_AsksNoModel(string text)
    {
        var model = new ScriptedModel(Answer) { Profile = PromptProfile.Chat };

        var understood = await Language(model, encoder: NoEncoder.Instance).UnderstandAsync(Said with { Text = text }, default);

        Assert.Empty(model.Requests);
        Assert.False(understood.IsUnsure);
    }

    [Theory]
    [InlineData("Chat", Answer)]
    [InlineData("ChatWithoutSystem", Answer)]
    [InlineData("Remote", """{"act":"ask","intent":"ORDER_INFO","topics":["status","delivery"],"orders":[{"kind":"product","words":"PRODUCT1","not":false}]}""")]
    public async Task Understand_EncoderIsUnsure_TakesTheModelsReading(string profile, string answer)
    {
        var model = new ScriptedModel(answer) { Profile = Enum.Parse<PromptProfile>(profile) };

        var understood = await Language(model).UnderstandAsync(Blender, default);

        Assert.Equal((Act.Ask, Intent.OrderInfo, 1, false), (understood.Act, understood.Intent, understood.LlmCalls, understood.IsUnsure));
        Assert.Equal("Product:5023", ReferenceText.Write(understood.Orders));
        Assert.Equal([Topic.Status, Topic.Delivery], understood.Topics);
        Assert.Equal(Blender.Text, understood.Words);
        Assert.Equal("where is my something", understood.Query);
        Assert.Equal("where is my [unused3]", string.Join(' ', EncoderWords.ReadKept(understood.Marked)));
        var data = Assert.Single(model.Requests).Data;
        Assert.Equal("bot: start; on show: 2; talked about: none; request: none\nwhere is my PRODUCT1", data);
    }

    [Fact]
    public async Task Understand_NoEncoder_TakesTheModelsReading() =>
        Assert.Equal(Intent.OrderInfo, (await Language(new ScriptedModel(Answer) { Profile = PromptProfile.Chat }, encoder: NoEncoder.Instance).UnderstandAsync(Blender, default)).Intent);

    /// <summary>The built-in model words replies and has learned no more.</summary>
    [Fact]
    public async Task Understand_BuiltInModel_IsNotAsked()
    {
        var model = new ScriptedModel(Answer) { Profile = PromptProfile.BuiltIn };

        var understood = await Language(model).UnderstandAsync(Blender, default);

        Assert.Empty(model.Requests);
        Assert.Equal((true, 0), (understood.IsUnsure, understood.LlmCalls));
    }

    [Fact]
    public async Task Understand_NoModelLoaded_IsTheEncodersReading() => AssertEncoders(await Language(new ScriptedModel(Answer) { IsLoaded = false }).UnderstandAsync(Said, default), calls: 0);

    [Fact]
    public async Task Understand_MoreThanTheModelMayHold_IsTheEncodersReadingAtOnce()
    {
        var model = ScriptedModel.Stuck();
        model.Profile = PromptProfile.Chat;
        using var end = new CancellationTokenSource();
        var language = Language(model);
        var waiting = Enumerable.Range(0, ModelLanguage.MaxAtOnce).Select(_ => language.UnderstandAsync(Said, end.Token)).ToList();

        AssertEncoders(await language.UnderstandAsync(Said, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)), calls: 0);

        Assert.True(TurnQueue.TurnsSideBySide >= 2 * ModelLanguage.MaxAtOnce);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        _ = language.UnderstandAsync(Said, CancellationToken.None);
        Assert.Equal(ModelLanguage.MaxAtOnce + 1, model.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sure! Here is the line you asked for.")]
    [InlineData("ask ORDER_INFO")]
    [InlineData("ask ORDER_INFO; ; customer=eve@example.com")]
    public async Task Understand_Nonsense_IsTheEncodersReadingAndLogsNoText(string nonsense)
    {
        var log = new RememberedLog();

        AssertEncoders(await Language(new ScriptedModel(nonsense) { Profile = PromptProfile.Chat }, log: log).UnderstandAsync(Said, default), calls: 1);

        Assert.DoesNotContain("eve", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Failures => new(
        new LanguageUnavailableException("queue full"), new HttpRequestException("refused"), new InvalidOperationException(), new OperationCanceledException(), new TimeoutException());

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Understand_ModelFails_IsTheEncodersReadingAndLogsNoText(Exception failure)
    {
        var log = new RememberedLog();
        var model = ScriptedModel.Failing(failure);
        model.Profile = PromptProfile.Chat;

        AssertEncoders(await Language(model, log: log).UnderstandAsync(Said, default), calls: 1);

        var line = Assert.Single(log.Lines);
        Assert.Contains(failure.GetType().Name, line, StringComparison.Ordinal);
        Assert.DoesNotContain("eve", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Understand_ModelIsLate_IsTheEncodersReadingAtTheLimit(bool heedsItsToken)
    {
        var model = heedsItsToken ? ScriptedModel.Stuck() : new ScriptedModel(_ => Endless());
        model.Profile = PromptProfile.Chat;
        var understanding = Language(model).UnderstandAsync(Said, default);

        _time.Advance(_options.UnderstandTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(understanding.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        AssertEncoders(await understanding, calls: 1);
    }

    [Fact]
    public async Task Understand_CallerCancels_ThrowsAndCancelsTheModel()
    {
        var model = ScriptedModel.Stuck();
        model.Profile = PromptProfile.Chat;
        using var cancel = new CancellationTokenSource();
        var understanding = Language(model).UnderstandAsync(Said, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => understanding);
        Assert.True(Assert.Single(model.Requests).Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Understand_CancelledBefore_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Language(new ScriptedModel(Answer)).UnderstandAsync(Said, new CancellationToken(canceled: true)));

    /// <summary>Messages that come while the encoder loads wait for it, and no longer than their turn.</summary>
    [Fact]
    public async Task Understand_EncoderStillLoads_Waits()
    {
        var loading = new LoadingEncoder();
        using var cancel = new CancellationTokenSource();
        var language = Language(new ScriptedModel(Answer), encoder: loading);

        var understanding = language.UnderstandAsync(Said, default);
        var cancelled = language.UnderstandAsync(Said, cancel.Token);
        Assert.False(understanding.IsCompleted);
        await cancel.CancelAsync();
        loading.Done.SetResult(EncoderLanguage.Encoder);

        AssertEncoders(await understanding, calls: 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Theory]
    [InlineData("Chat", false)]
    [InlineData("Remote", true)]
    public async Task Understand_Options_BindTheModelToFormAndTime(string profile, bool hasSchema)
    {
        var model = new ScriptedModel(Answer) { Profile = Enum.Parse<PromptProfile>(profile) };

        await Language(model).UnderstandAsync(Said, default);

        var asked = Assert.Single(model.Requests).Options!;
        Assert.Same(LargeModelForm.Grammar, ChatOptionsExtensions.GrammarOf(asked));
        Assert.Equal(_options.UnderstandTimeout, ChatOptionsExtensions.TimeLimitOf(asked));
        Assert.Equal(hasSchema, asked.ResponseFormat is ChatResponseFormatJson);
        Assert.Equal((0f, LargeModelForm.MaxTokens), (asked.Temperature, asked.MaxOutputTokens));
    }

    [Fact]
    public async Task AddLanguage_Services_HaveTheLanguage()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLanguage(new LanguagePlaces("", "", []));
        await using var provider = services.BuildServiceProvider();

        Assert.IsType<ModelLanguage>(provider.GetRequiredService<ILanguage>());
    }

    private static void AssertEncoders(SupportBot.Core.Conversation.Understanding understood, int calls)
    {
        var own = MessageReader.Read(Said, EncoderLanguage.Encoder, Never);
        Assert.Equal((own.Act, own.Intent, true, calls), (understood.Act, understood.Intent, understood.IsUnsure, understood.LlmCalls));
        Assert.Equal("Id:4711", ReferenceText.Write(understood.Orders));
    }

    private ModelLanguage Language(ScriptedModel model, ICurrentEncoder? encoder = null, double sureEnough = Never, ILogger<ModelLanguage>? log = null) =>
        new(encoder ?? ShippedEncoder.Instance, model, Options.Create(_options), _time, log ?? NullLogger<ModelLanguage>.Instance) { SureEnough = sureEnough };

    private static async IAsyncEnumerable<string> Endless()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }

    private sealed class LoadingEncoder : ICurrentEncoder
    {
        public TaskCompletionSource<MessageEncoder?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<MessageEncoder?> Loaded => Done.Task;
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
