namespace SupportBot.Language.Models;

/// <summary>What the setting <c>Llm:Model</c> names.</summary>
public abstract record ModelChoice
{
    private ModelChoice()
    {
    }

    /// <summary>Rules and templates alone.</summary>
    public sealed record Rules : ModelChoice;

    /// <summary>A GGUF file.</summary>
    /// <param name="Entry">Its entry in the catalog; <c>null</c> for a file that was named by its path.</param>
    public sealed record LocalFile(string Path, CatalogEntry? Entry) : ModelChoice;

    /// <summary>An OpenAI-compatible endpoint.</summary>
    public sealed record Remote(Uri Endpoint) : ModelChoice;
}
