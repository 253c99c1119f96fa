using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Rest.Serialization;

/// <summary>Leaves out properties that only the service sets. Stands for <c>Microsoft.Rest.Serialization.ReadOnlyJsonContractResolver</c>.</summary>
public class ReadOnlyJsonContractResolver : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (member is PropertyInfo { GetMethod: not { IsStatic: true } } info)
        {
            var settable = info.SetMethod is { IsPrivate: false };
            property.ShouldSerialize = _ => settable;
        }

        return property;
    }
}
