using System.Text.Json;
using SupportBot.Core.Conversation;
using SupportBot.Tests.Fakes;
using Xunit.Abstractions;

namespace SupportBot.Tests.Language.Understanding;

public sealed class UnderstandingFiguresTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("DevelopmentSet")]
    [InlineData("HeldOutSet")]
    public async Task Measure_ModelThatKnowsTheLabels_LosesNothingToTheRules(string name)
    {
        var set = Labelled.Read(name);
        var model = new ScriptedModel(request => new[] { Answer(set.First(labelled => labelled.Text == request.Data)) }.ToAsyncEnumerable());

        var figures = await UnderstandingFigures.MeasureAsync(model.Current!, set);

        output.WriteLine($"{figures.Rules} | {figures.Model} | {figures.ModelThenRules} | {figures.Routed} | asked {figures.Asked}\n{string.Join('\n', figures.ModelThenRules.Misses.Concat(figures.Routed.Misses))}");
        Assert.True(figures.ModelThenRules.Whole >= figures.Rules.Whole, string.Join('\n', figures.ModelThenRules.Misses));
        Assert.True(figures.Routed.Intents >= figures.Rules.Intents, string.Join('\n', figures.Routed.Misses));
        Assert.InRange(figures.Asked, 1, set.Count / 2);
    }

    /// <summary>As the model would say it, as far as the labels tell: they have dates and states in their final form.</summary>
    private static string Answer(Labelled labelled)
    {
        var reference = labelled.Reference is "*" ? ["none"] : labelled.Reference.Split(':', 2);
        return JsonSerializer.Serialize(new
        {
            intent = labelled.Intent switch { Intent.OrderInfo => "ORDER_INFO", Intent.OrderHelp => "ORDER_HELP", _ => "OUT_OF_SCOPE" },
            reference = new { kind = reference[0].ToLowerInvariant(), value = reference is [_, var value] ? value : "" },
            about = labelled.Topics is "*" or "" ? [] : labelled.Topics.ToLowerInvariant().Replace("purchase", "status", StringComparison.Ordinal).Split(','),
        });
    }
}
