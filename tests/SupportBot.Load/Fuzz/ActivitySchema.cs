using Microsoft.Bot.Schema;
using Newtonsoft.Json.Serialization;

namespace SupportBot.Load.Fuzz;

/// <summary>Where an activity has properties, as the SDK's own types say.</summary>
internal static class ActivitySchema
{
    private const int MaxDepth = 5;

    private static readonly DefaultContractResolver Contracts = new();

    /// <summary>The paths of all properties, parents too; «[]» is an item of a list.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Paths { get; } = [.. PathsOf(typeof(Activity), [], [])];

    /// <summary>The types of cards, each with the paths of its properties.</summary>
    public static IReadOnlyList<(string ContentType, IReadOnlyList<IReadOnlyList<string>> Paths)> Cards { get; } =
    [
        .. typeof(Activity).Assembly.GetExportedTypes()
            .Select(type => (Type: type, ContentType: type.GetField("ContentType")?.GetValue(null) as string))
            .Where(card => card.ContentType is not null)
            .OrderBy(card => card.ContentType, StringComparer.Ordinal)
            .Select(card => (card.ContentType!, (IReadOnlyList<IReadOnlyList<string>>)[.. PathsOf(card.Type, [], [])])),
    ];

    private static IEnumerable<IReadOnlyList<string>> PathsOf(Type type, string[] path, Type[] around)
    {
        if (path.Length > MaxDepth || around.Contains(type))
            return [];
        return Contracts.ResolveContract(type) switch
        {
            JsonArrayContract { CollectionItemType: { } item } => PathsOf(item, [.. path, "[]"], around).Prepend([.. path, "[]"]),
            JsonObjectContract properties => properties.Properties
                .Where(property => !property.Ignored && property.PropertyType is not null)
                .OrderBy(property => property.PropertyName, StringComparer.Ordinal)
                .SelectMany(property => PathsOf(property.PropertyType!, [.. path, property.PropertyName!], [.. around, type]).Prepend([.. path, property.PropertyName!])),
            _ => [],
        };
    }
}
