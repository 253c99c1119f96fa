using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Language.Runtime;

namespace SupportBot.Tests.Models;

/// <summary>The model that ships with the bot, and what training wrote down about it.</summary>
public sealed class BuiltInModel : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public BuiltInModel()
    {
        using var stream = typeof(BuiltInModel).Assembly.GetManifestResourceStream("SupportBot.Tests.Models.built-in.vectors.json")!;
        Vectors = JsonSerializer.Deserialize<ModelVectors>(stream, Web)!;
        File = ModelFile.Load(
            Path.Combine(AppContext.BaseDirectory, "Models", "built-in.gguf"), new LlmOptions { Slots = 4, Threads = 1, ContextTokens = 2048 },
            gpuLayers: 0, Engine.SequencesOf(new EngineOptions(4, 0)), CancellationToken.None);
    }

    internal ModelVectors Vectors { get; }

    internal ModelFile File { get; }

    internal Engine Start() => new(File.OpenContext, File.Tokens, new EngineOptions(Slots: 4, QueueLimit: 100), TimeProvider.System, NullLogger.Instance);

    public void Dispose() => File.Dispose();
}

/// <summary>What the tokenizer and the network of the training make of texts and prompts, and some of what it was trained on.</summary>
internal sealed record ModelVectors(IReadOnlyList<TokenizedText> Texts, IReadOnlyList<AnsweredPrompt> Prompts, IReadOnlyList<WordedFacts> Wordings);

internal sealed record WordedFacts(string Data, string Text);

internal sealed record TokenizedText(string Text, int[] Tokens);

/// <param name="Logits">Of the tokens that follow best, by token.</param>
internal sealed record AnsweredPrompt(string System, string Data, int[] Tokens, string Answer, IReadOnlyDictionary<int, float> Logits);
