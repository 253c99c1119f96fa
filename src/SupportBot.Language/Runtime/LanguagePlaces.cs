namespace SupportBot.Language.Runtime;

/// <summary>Where the language finds what lies outside of it.</summary>
/// <param name="ShippedModels">Folder of catalog.json and of the built-in model.</param>
/// <param name="TrialCommand">The program and the first arguments that try a model file (<see cref="Runtime.ModelTrial"/>).</param>
public sealed record LanguagePlaces(string ShippedModels, string PulledModels, IReadOnlyList<string> TrialCommand);
