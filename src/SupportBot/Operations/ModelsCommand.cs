using System.CommandLine;
using SupportBot.Llm;
using SupportBot.Llm.Runtime;

namespace SupportBot.Operations;

/// <summary><c>SupportBot models …</c>: the language models.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "The language models: which there are, getting and checking them.") { CreateTry() };

    /// <summary>What the server runs in a process of its own before it loads a model file.</summary>
    private static Command CreateTry()
    {
        var file = new Argument<string>("file") { Description = "A GGUF file." };
        var attempt = new Command("try", "Loads a model file, generates a little and says on what it ran. Settings may follow as --Llm:Key=value.") { file };
        attempt.Hidden = true;
        attempt.TreatUnmatchedTokensAsErrors = false;
        attempt.SetAction((parsed, ct) =>
        {
            var options = new LlmOptions();
            new ConfigurationBuilder().AddCommandLine([.. parsed.UnmatchedTokens]).Build().GetSection(LlmOptions.Section).Bind(options);
            return ModelTrial.RunAsync(parsed.GetRequiredValue(file), options, options.GpuLayers ?? 0, Console.Out, Console.Error, ct);
        });
        return attempt;
    }
}
