using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Language;
using SupportBot.Language.Composing;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language;

public sealed class ModelLanguageComposeTests
{
    private const string First = "Order {order} is on its way!";
    private const string Second = "You bought it on {bought_on}.";

    private static readonly FactNames Facts = new(OrderStatus.Shipped, [Topic.Status], [Fact.Order, Fact.Status, Fact.BoughtOn], "en");

    private readonly FakeTimeProvider _time = new();
    private readonly LlmOptions _options = new();
    private readonly ToldTexts _told = new();

    [Fact]
    public async Task Compose_TextInPieces_IsToldBySentencesAndGiven()
    {
        var model = new ScriptedModel("Or", "der {or", "der} is on its way! You", " bought it on ", "{bought_on}", ".");

        var composed = await Language(model).ComposeAsync(Facts, _told, default);

        Assert.Equal(new ComposedText($"{First} {Second}", ReplySource.Model, 1), composed);
        Assert.Equal([First, $"{First} {Second}"], _told.Texts);
    }

    [Fact]
    public async Task Compose_Prompt_HoldsNamesAndNothingElse()
    {
        var model = new ScriptedModel(First);

        await Language(model).ComposeAsync(Facts, null, default);

        var request = Assert.Single(model.Requests);
        Assert.Equal("compose", request.Instructions);
        Assert.Equal("status=shipped; about=status; facts=order,status,bought_on", request.Data);
        Assert.Same(ComposeForm.Grammar(Facts), ChatOptionsExtensions.GrammarOf(request.Options));
        Assert.Equal(_options.ComposeTimeout, ChatOptionsExtensions.TimeLimitOf(request.Options));
        Assert.Equal(0, request.Options!.Temperature);
        Assert.Equal(ComposeForm.MaxTokens, request.Options.MaxOutputTokens);
    }

    [Theory]
    [InlineData("Order {order} has arrived. You bought it on {bought_on}.", null)]
    [InlineData("Order {order} is on its way! It will arrive tomorrow. You bought it on {bought_on}.", First)]
    [InlineData("Order {order} is on its way! Is there anything else?", First)]
    [InlineData("Order {order} is on its way! You bought it on {bou", First)]
    [InlineData("Order {order} is on its way!\n", First)]
    [InlineData("  Order {order} is on its way!", First)]
    [InlineData("Order {order} is on its way!\nYou bought it on {bought_on}.", null)]
    [InlineData("Sure, here is the reply: Order {order} is on its way!", null)]
    [InlineData("", null)]
    [InlineData("   ", null)]
    public async Task Compose_SentenceThatFails_EndsTheTextBeforeIt(string answer, string? kept)
    {
        var composed = await Language(new ScriptedModel(answer)).ComposeAsync(Facts, _told, default);

        Assert.Equal(kept, composed?.Text);
        Assert.Equal(kept is null ? [] : [kept], _told.Texts);
    }

    [Fact]
    public async Task Compose_SentenceThatFails_StopsTheModel()
    {
        var pieces = 0;
        var model = new ScriptedModel(_ => Endless());

        var composed = await Language(model).ComposeAsync(Facts, _told, default);

        Assert.Equal(First, composed?.Text);
        Assert.InRange(pieces, 1, 5);
        Assert.True(Assert.Single(model.Requests).Cancelled.IsCancellationRequested);

        async IAsyncEnumerable<string> Endless()
        {
            await Task.Yield();
            while (true)
                yield return pieces++ == 0 ? First + " " : "It was delivered. ";
        }
    }

    [Fact]
    public async Task Compose_SentenceWithoutEnd_IsGivenUp()
    {
        var pieces = 0;
        var model = new ScriptedModel(_ => Endless());

        Assert.Null(await Language(model).ComposeAsync(Facts, _told, default));
        Assert.InRange(pieces, 1, 1000);

        async IAsyncEnumerable<string> Endless()
        {
            await Task.Yield();
            while (pieces++ < 100_000)
                yield return "and so on and ";
        }
    }

    [Fact]
    public async Task Compose_TextThatGetsTooLong_EndsBeforeIt()
    {
        var sentence = $"Thank you for your {string.Concat(Enumerable.Repeat("patience and your ", 8))}patience.";
        var model = new ScriptedModel($"{sentence} {sentence} {First}");

        Assert.Equal($"{sentence}", (await Language(model).ComposeAsync(Facts, _told, default))?.Text);
        Assert.InRange(2 * sentence.Length, ComposeForm.MaxLength, 2 * ComposeForm.MaxLength);
    }

    [Fact]
    public async Task Compose_MoreThanThreeSentences_EndsAfterTheThird()
    {
        var model = new ScriptedModel("It is {status}. It has shipped. It is in transit. It was dispatched.");

        Assert.Equal("It is {status}. It has shipped. It is in transit.", (await Language(model).ComposeAsync(Facts, _told, default))?.Text);
    }

    public static TheoryData<Exception> Failures => ModelLanguageTests.Failures;

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Compose_ModelFailsAtOnce_GivesNothing(Exception failure) =>
        Assert.Null(await Language(ScriptedModel.Failing(failure)).ComposeAsync(Facts, _told, default));

    [Fact]
    public async Task Compose_ModelFailsInTheMiddle_GivesWhatWasTold()
    {
        var model = new ScriptedModel(_ => Breaks());

        var composed = await Language(model).ComposeAsync(Facts, _told, default);

        Assert.Equal(First, composed?.Text);
        Assert.Equal([First], _told.Texts);

        static async IAsyncEnumerable<string> Breaks()
        {
            await Task.Yield();
            yield return First + " You";
            throw new HttpRequestException("connection reset");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compose_ModelIsLate_GivesWhatWasToldAtTheLimit(bool cached)
    {
        _options.ComposeCache = cached;
        var go = new TaskCompletionSource();
        var model = new ScriptedModel(_ => Hangs());
        var composing = Language(model).ComposeAsync(Facts, _told, default);

        _time.Advance(_options.ComposeTimeout);
        var composed = await composing;
        go.SetResult();

        Assert.Equal(First, composed?.Text);
        Assert.Equal([First], _told.Texts);

        async IAsyncEnumerable<string> Hangs()
        {
            yield return First + " ";
            await go.Task;
            yield return Second + " ";
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compose_CallerCancels_Throws(bool cached)
    {
        _options.ComposeCache = cached;
        var model = ScriptedModel.Stuck();
        using var cancel = new CancellationTokenSource();
        var composing = Language(model).ComposeAsync(Facts, _told, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => composing);
        Assert.True(Assert.Single(model.Requests).Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Compose_SameFormAgain_ComesFromTheCache()
    {
        var model = new ScriptedModel($"{First} {Second}");
        var language = Language(model);

        var first = await language.ComposeAsync(Facts, null, default);
        var second = await language.ComposeAsync(Facts with { About = [Topic.Status] }, null, default);

        Assert.Equal(ReplySource.Model, first?.Source);
        Assert.Equal(new ComposedText($"{First} {Second}", ReplySource.Cache, 0), second);
        Assert.Single(model.Requests);
    }

    public static TheoryData<string> KeyParts => ["model", "topics", "status", "facts"];

    [Theory]
    [MemberData(nameof(KeyParts))]
    public async Task Compose_OtherPartOfTheKey_AsksTheModel(string part)
    {
        var model = new ScriptedModel($"Order {{order}} was shipped. {Second}");
        var language = Language(model);
        Assert.NotNull(await language.ComposeAsync(Facts, null, default));

        var other = part switch
        {
            "topics" => Facts with { About = [Topic.Shipping] },
            "status" => Facts with { Status = OrderStatus.Delivered },
            "facts" => Facts with { Asked = [Fact.Order, Fact.BoughtOn] },
            _ => Facts,
        };
        if (part == "model")
            model.Name = "scripted 2";
        var composed = await language.ComposeAsync(other, null, default);

        Assert.Equal(ReplySource.Model, composed?.Source);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Compose_CacheOff_AsksTheModelEachTime()
    {
        _options.ComposeCache = false;
        var model = new ScriptedModel($"{First} {Second}");
        var language = Language(model);

        await language.ComposeAsync(Facts, null, default);
        var second = await language.ComposeAsync(Facts, _told, default);

        Assert.Equal((ReplySource.Model, 1), (second!.Source, second.LlmCalls));
        Assert.Equal(2, model.Requests.Count);
        Assert.Equal(2, _told.Texts.Count);
    }

    [Fact]
    public async Task Compose_FormThatTheModelCantWord_IsNotAskedEachTime()
    {
        var model = new ScriptedModel("It was delivered.");
        var language = Language(model);

        Assert.Null(await language.ComposeAsync(Facts, null, default));
        Assert.Null(await language.ComposeAsync(Facts, null, default));
        Assert.Single(model.Requests);

        _time.Advance(ComposedTexts.FirstPause);
        await language.ComposeAsync(Facts, null, default);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Compose_QueueFull_IsAskedTheNextTime()
    {
        var model = ScriptedModel.Failing(new LanguageUnavailableException("queue full"));
        var language = Language(model);

        await language.ComposeAsync(Facts, null, default);
        await language.ComposeAsync(Facts, null, default);

        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Compose_BrokenOffByTheModel_IsNotAskedEachTime()
    {
        var model = new ScriptedModel(_ => Breaks());
        var language = Language(model);

        await language.ComposeAsync(Facts, null, default);
        await language.ComposeAsync(Facts, null, default);

        Assert.Single(model.Requests);

        static async IAsyncEnumerable<string> Breaks()
        {
            await Task.Yield();
            yield return "Order";
            throw new LanguageUnavailableException("The answer did not come to an end.");
        }
    }

    [Theory]
    [InlineData("fr", OrderStatus.Shipped, true)]
    [InlineData("en", OrderStatus.NotRecorded, true)]
    [InlineData("en", OrderStatus.Shipped, false)]
    public async Task Compose_OtherLanguageNoStatusOrNoModel_GivesNothing(string language, OrderStatus status, bool loaded)
    {
        var model = new ScriptedModel(First) { IsLoaded = loaded };

        Assert.Null(await Language(model).ComposeAsync(Facts with { Language = language, Status = status }, _told, default));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task Compose_UnknownFact_IsTheCallersMistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Language(new ScriptedModel(First)).ComposeAsync(Facts with { Asked = [Fact.Order, "10021"] }, null, default));

    [Fact]
    public async Task Compose_CancelledBefore_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Language(new ScriptedModel(First)).ComposeAsync(Facts, null, new CancellationToken(canceled: true)));

    private ModelLanguage Language(ScriptedModel model) => new(NoEncoder.Instance, model, Options.Create(_options), _time, NullLogger<ModelLanguage>.Instance);

    private sealed class ToldTexts : IProgress<string>
    {
        public List<string> Texts { get; } = [];

        public void Report(string value) => Texts.Add(value);
    }
}
