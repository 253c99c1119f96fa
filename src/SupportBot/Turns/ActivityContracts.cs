using System.Reflection;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SupportBot.Turns;

/// <summary>The schema's types without the converter of an attachment's content, which makes streams of data that asks for
/// one, and which reads each level of a card as often as the level is deep. Cards are read as plain JSON.</summary>
internal sealed class ActivityContracts : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (member.DeclaringType == typeof(Attachment) && member.Name == nameof(Attachment.Content))
            property.Converter = null;
        return property;
    }
}
