using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Bot.Builder;

/// <summary>Lets only known types into and out of typed JSON. Stands for <c>Microsoft.Bot.Builder.AllowedTypesSerializationBinder</c>.</summary>
public class AllowedTypesSerializationBinder : DefaultSerializationBinder
{
    private readonly List<Type> _denied = new();

    /// <summary>Allows the given types, this assembly's and those of the program that was started.</summary>
    public AllowedTypesSerializationBinder(IList<Type> allowedTypes = default)
    {
        AllowedTypes = (allowedTypes ?? Array.Empty<Type>())
            .Concat(Assembly.GetEntryAssembly()?.ExportedTypes ?? Enumerable.Empty<Type>())
            .Concat(Assembly.GetExecutingAssembly().ExportedTypes)
            .Distinct()
            .ToList();
    }

    public IList<Type> AllowedTypes { get; }

    public override void BindToName(Type serializedType, out string assemblyName, out string typeName)
    {
        assemblyName = null;
        typeName = serializedType?.AssemblyQualifiedName;
        if (serializedType is not null && AllowedTypes.Count > 0)
        {
            Sort(serializedType);
        }
    }

    public override Type BindToType(string assemblyName, string typeName)
    {
        var type = Type.GetType($"{typeName}, {assemblyName}");
        if (type is not null)
        {
            Sort(type);
        }

        return type;
    }

    /// <summary>Throws when a type was met that is not allowed.</summary>
    public void Verify()
    {
        if (_denied.Count == 0)
        {
            return;
        }

        var lines = new[] { $"Unable to find the following types in the '{nameof(AllowedTypes)}' collection." }
            .Concat(_denied.Select(type => $"  - {type.AssemblyQualifiedName}"))
            .Concat(new[]
            {
                string.Empty,
                $"Please provide the '{nameof(AllowedTypesSerializationBinder)}' in the custom '{nameof(JsonSerializerSettings)}' instance, with the list of types to allow.",
                string.Empty,
                "Example:",
                "    new JsonSerializerSettings",
                "    {",
                "        SerializationBinder = new AllowedTypesSerializationBinder(",
                "            new List<Type>",
                "            {",
            })
            .Concat(_denied.Select(type => $"                typeof({type.Name}),"))
            .Concat(new[] { "            }),", "    }" });
        throw new InvalidOperationException(string.Join(Environment.NewLine, lines));
    }

    private static bool Same(Type one, Type other) => one.AssemblyQualifiedName == other.AssemblyQualifiedName;

    private void Sort(Type type)
    {
        if (IsAllowed(type))
        {
            if (!AllowedTypes.Any(allowed => Same(allowed, type)))
            {
                AllowedTypes.Insert(0, type);
            }
        }
        else if (!_denied.Exists(denied => Same(denied, type)))
        {
            _denied.Insert(0, type);
        }
    }

    private bool IsAllowed(Type type) =>
        AllowedTypes.Any(allowed => Same(allowed, type))
        || (type.IsNested && IsAllowed(type.ReflectedType))
        || type.GetInterfaces().Any(contract => AllowedTypes.Any(allowed => Same(allowed, contract)));
}
