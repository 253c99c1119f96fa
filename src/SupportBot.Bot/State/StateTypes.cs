using Microsoft.Bot.Builder.Dialogs;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SupportBot.Bot.State;

/// <summary>The types that stored state may hold, under short names of our own: either SDK reads what the other wrote, and a
/// tampered row can't make the serializer create anything else.</summary>
internal sealed class StateTypes : ISerializationBinder
{
    private static readonly Dictionary<string, Type> Allowed = new(StringComparer.Ordinal)
    {
        ["map"] = typeof(Dictionary<string, object>),
        ["dialogState"] = typeof(DialogState),
        ["dialogInstance"] = typeof(DialogInstance),
        ["promptOptions"] = typeof(PromptOptions),
        ["conversationMemory"] = typeof(ConversationMemory),
    };

    private static readonly Dictionary<Type, string> Names = Allowed.ToDictionary(entry => entry.Value, entry => entry.Key);

    public Type BindToType(string? assemblyName, string typeName) =>
        Allowed.TryGetValue(typeName, out var type)
            ? type
            : throw new JsonSerializationException($"Stored state holds «{typeName}», which StateTypes doesn't allow.");

    public void BindToName(Type serializedType, out string? assemblyName, out string? typeName)
    {
        assemblyName = null;
        typeName = Names.GetValueOrDefault(serializedType)
            ?? throw new JsonSerializationException($"State can't hold {serializedType}: put strings into it, or add the type to StateTypes.");
    }
}
