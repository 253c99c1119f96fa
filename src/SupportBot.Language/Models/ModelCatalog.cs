using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBot.Language.Models;

/// <summary>The models that the project knows (models/catalog.json), and where their files lie.</summary>
public sealed partial class ModelCatalog
{
    private static readonly string[] Profiles = ["built-in", "chat", "chat-without-system", "encoder"];

    private static readonly JsonSerializerOptions Json = new(
        JsonSerializerDefaults.Web)
    { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _shippedFolder;
    private readonly string _pulledFolder;

    private ModelCatalog(IReadOnlyList<CatalogEntry> entries, CatalogEntry encoder, string shippedFolder, string pulledFolder)
    {
        Entries = entries;
        Encoder = encoder;
        _shippedFolder = shippedFolder;
        _pulledFolder = pulledFolder;
    }

    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>What reads messages; it ships with the bot.</summary>
    public CatalogEntry Encoder { get; }

    /// <param name="shippedFolder">Holds catalog.json and what ships with the bot.</param>
    /// <param name="pulledFolder">Holds what was pulled.</param>
    /// <exception cref="ModelException">The catalog can't be read, or an entry is wrong.</exception>
    public static ModelCatalog Read(string shippedFolder, string pulledFolder)
    {
        var path = Path.Combine(shippedFolder, "catalog.json");
        try
        {
            var file = JsonSerializer.Deserialize<CatalogFile>(File.ReadAllBytes(path), Json);
            var entries = file?.Models ?? throw new ModelException($"{path} has no list «models».");
            foreach (var entry in entries)
                Check(path, entry);
            if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new ModelException($"{path} has two models named «{twice.Key}».");
            var encoder = file.Encoder ?? throw new ModelException($"{path} has no «encoder».");
            Check(path, encoder);
            return new ModelCatalog(entries, encoder, shippedFolder, pulledFolder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelException($"The model catalog {path} can't be read: {error.Message}", error);
        }
    }

    /// <summary>Where an entry's file lies, or will lie.</summary>
    public string PathOf(CatalogEntry entry) => Path.Combine(entry.Url is null ? _shippedFolder : _pulledFolder, entry.File);

    public CatalogEntry? Find(string name) => Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds what a value of <c>Llm:Model</c> names.</summary>
    /// <exception cref="ModelException">It names nothing that is there; the message says what can be named, or how to get it.</exception>
    public ModelChoice Resolve(string model)
    {
        if (string.Equals(model, LlmOptions.None, StringComparison.OrdinalIgnoreCase))
            return new ModelChoice.Rules();
        if (Uri.TryCreate(model, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
            return new ModelChoice.Remote(endpoint);
        if (Find(model) is { } entry)
        {
            var path = PathOf(entry);
            if (File.Exists(path))
                return new ModelChoice.LocalFile(path, entry);
            throw new ModelException(entry.Url is null
                ? $"The model {entry.Name} is missing: {path}. Get it from the repository, or make it with models/training/train.sh."
                : $"The model {entry.Name} is not there yet. Pull it: SupportBot models pull {entry.Name}");
        }

        if (File.Exists(model))
            return new ModelChoice.LocalFile(Path.GetFullPath(model), Entry: null);
        throw new ModelException(
            $"Llm:Model is «{model}», which is no model of the catalog ({string.Join(", ", Entries.Select(known => known.Name))}), no file, no http address and not «none».");
    }

    private static void Check(string path, CatalogEntry entry)
    {
        var wrong = entry switch
        {
            { Name: null or "" } => "an entry has no name",
            { File: null or "" } => "«file» is missing",
            _ when entry.File != Path.GetFileName(entry.File) => "«file» must be a plain name",
            _ when !Profiles.Contains(entry.Profile) => $"«profile» must be one of {string.Join(", ", Profiles)}",
            { Size: <= 0 } => "«size» must be positive",
            { ContextTokens: < 256 } => "«contextTokens» must be 256 or more",
            { Sha256: { } hash } when !Hash().IsMatch(hash) => "«sha256» must be 64 hexadecimal digits",
            { Licence: null or "" } => "«licence» is missing",
            { Url: { } url } when !url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps => "«url» must be an https address",
            _ => null,
        };
        if (wrong is not null)
            throw new ModelException($"{path}, model «{entry.Name}»: {wrong}.");
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();

    private sealed record CatalogFile(List<CatalogEntry> Models, CatalogEntry? Encoder);
}
