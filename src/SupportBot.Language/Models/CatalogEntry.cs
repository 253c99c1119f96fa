namespace SupportBot.Language.Models;

/// <summary>A model of models/catalog.json.</summary>
/// <param name="Size">Bytes, or <c>null</c> when it isn't known beforehand.</param>
/// <param name="Sha256">In hexadecimal, or <c>null</c> when only the server states one.</param>
/// <param name="Profile">How prompts are written: «built-in», «chat» or «chat-without-system».</param>
/// <param name="GpuLayers">Layers on the GPU unless Llm:GpuLayers says otherwise; -1 is all.</param>
/// <param name="Url">Where it is pulled from; <c>null</c> for what ships with the bot.</param>
public sealed record CatalogEntry(
    string Name, string Title, string Use, string File, long? Size, string? Sha256, int ContextTokens, string Profile, int GpuLayers, string Licence, Uri? Url);
