using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace Microsoft.Bot.Builder;

/// <summary>Collects components for the whole process, one of each type. Stands for <c>Microsoft.Bot.Builder.ComponentRegistration</c>.</summary>
public class ComponentRegistration
{
    private static readonly ConcurrentDictionary<Type, ComponentRegistration> _components = new();

    public static IEnumerable<object> Components => _components.Values;

    public static void Add(ComponentRegistration componentRegistration)
    {
        ArgumentNullException.ThrowIfNull(componentRegistration);
        _components[componentRegistration.GetType()] = componentRegistration;
    }
}
