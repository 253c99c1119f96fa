using System.Text.Json;
using SupportBot.Core.Conversation;
using SupportBot.Hosting;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Language.Understanding;
using Xunit.Abstractions;

namespace SupportBot.Tests.Models;

/// <summary>Messages by another hand than the corpus that the model learned from, in styles that it doesn't contain.</summary>
public sealed class EvaluationSetTests(BuiltInModel model, ITestOutputHelper output) : IClassFixture<BuiltInModel>
{
    [Fact]
    public async Task Understand_Evaluation_IsRightInNineOfTenAndTheRulesTakeNothingAway()
    {
        await using var engine = model.Start();
        var loaded = new LoadedModel("built-in", new LocalChatClient(model.File, engine), PromptProfile.BuiltIn);

        var figures = await UnderstandingFigures.MeasureAsync(loaded, [.. Read()]);

        output.WriteLine($"rules: {figures.Rules} | model: {figures.Model} | router off: {figures.ModelThenRules} | router on: {figures.Routed}, model asked {figures.Asked}\n{string.Join('\n', figures.Routed.Misses)}");
        Assert.True(figures.Routed.Intents >= 0.88 * figures.Routed.Messages, figures.Routed.ToString());
        Assert.True(figures.Routed.Intents >= figures.Rules.Intents);
        Assert.True(figures.ModelThenRules.Intents >= figures.Model.Intents - (0.01 * figures.Model.Messages), $"{figures.ModelThenRules} with the rules, {figures.Model} by the model alone");
    }

    private static IEnumerable<Labelled> Read() =>
        from line in File.ReadLines(Path.Combine(Settings.Root, "tests", "SupportBot.Eval", "data", "intents.jsonl"))
        let row = JsonElement.Parse(line)
        let intent = row.GetProperty("label").GetString() switch { "ORDER_INFO" => Intent.OrderInfo, "ORDER_HELP" => Intent.OrderHelp, _ => Intent.OutOfScope }
        select new Labelled(row.GetProperty("text").GetString()!, intent, "*", "*");
}
