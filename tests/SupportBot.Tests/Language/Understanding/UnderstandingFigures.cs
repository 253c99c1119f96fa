using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportBot.Core.Conversation;
using SupportBot.Language;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>How well a labelled set is understood: by the rules, by the model alone, and by both with the router off and on.</summary>
internal sealed record UnderstandingFigures(Share Rules, Share Model, Share ModelThenRules, Share Routed, int Asked)
{
    public static async Task<UnderstandingFigures> MeasureAsync(LoadedModel model, IReadOnlyList<Labelled> set)
    {
        var routed = await AllAsync(set, text => Language(model, router: true).UnderstandAsync(text, Labelled.Now, default));
        return new UnderstandingFigures(
            Share.Of(set, labelled => RuleReading.Of(labelled.Text, Labelled.Now).Understanding),
            Share.Of(set, await AllAsync(set, text => AloneAsync(model, text))),
            Share.Of(set, await AllAsync(set, text => Language(model, router: false).UnderstandAsync(text, Labelled.Now, default))),
            Share.Of(set, routed),
            routed.Sum(understood => understood.LlmCalls));
    }

    /// <summary>As many at once as the model decodes together; more would be sent away.</summary>
    private static async Task<List<Understanding>> AllAsync(IReadOnlyList<Labelled> set, Func<string, Task<Understanding>> understand)
    {
        var all = new List<Understanding>();
        foreach (var batch in set.Chunk(16))
            all.AddRange(await Task.WhenAll(batch.Select(labelled => understand(labelled.Text))));
        return all;
    }

    /// <summary>The model's own reading; its words are still read by code, as nothing else can.</summary>
    private static async Task<Understanding> AloneAsync(LoadedModel model, string message)
    {
        var options = new Microsoft.Extensions.AI.ChatOptions { Temperature = 0, MaxOutputTokens = UnderstandForm.MaxTokens, ResponseFormat = UnderstandForm.Json.Schema }
            .WithGrammar(UnderstandForm.Json.Grammar);
        var answer = await model.Client.GetResponseAsync(UnderstandPrompt.Write(model.Profile, message), options);
        return ModelReading.Parse(answer.Text) is { } read
            ? new Understanding(read.Intent, ReferenceCheck.Of(read, RuleReading.Of(message, Labelled.Now)) ?? OrderReference.None, read.About)
            : new Understanding(Intent.OutOfScope, OrderReference.None, []);
    }

    private static ModelLanguage Language(LoadedModel model, bool router) =>
        new(new Always(model), Options.Create(new LlmOptions { Router = router, UnderstandTimeout = TimeSpan.FromMinutes(5) }), TimeProvider.System, NullLogger<ModelLanguage>.Instance);

    private sealed record Always(LoadedModel Current) : ICurrentModel;
}

/// <param name="Intents">Messages whose intent is right, in all the set.</param>
/// <param name="Whole">Messages with intent, reference and topics right.</param>
internal sealed record Share(int Intents, int Whole, int Messages, IReadOnlyList<string> Misses)
{
    public static Share Of(IReadOnlyList<Labelled> set, Func<Labelled, Understanding> understand) => Of(set, [.. set.Select(understand)]);

    public static Share Of(IReadOnlyList<Labelled> set, IReadOnlyList<Understanding> got)
    {
        var pairs = set.Zip(got).ToList();
        var misses = pairs.Select(pair => pair.First.Miss(pair.Second)).OfType<string>().ToList();
        return new Share(pairs.Count(pair => pair.First.Intent == pair.Second.Intent), set.Count - misses.Count, set.Count, misses);
    }

    public override string ToString() => $"intents {Intents}/{Messages}, whole {Whole}/{Messages}";
}
