using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>All memory scopes of a dialog context under one path syntax. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.DialogStateManager</c>.</summary>
public class DialogStateManager : IDictionary<string, object>
{
    private const string PathTracker = "dialog._tracker.paths";
    private const string FirstFunction = ".first()";

    private static readonly char[] Separators = { ',', '[' };

    private readonly DialogContext _dialogContext;
    private int _version;

    public DialogStateManager(DialogContext dc, DialogStateManagerConfiguration configuration = null)
    {
        _dialogContext = dc ?? throw new ArgumentNullException(nameof(dc));
        Configuration = configuration ?? dc.Context.TurnState.Get<DialogStateManagerConfiguration>() ?? RegisteredConfiguration(dc.Context.TurnState);

        // The other state managers of this turn take the same one.
        dc.Context.TurnState.Set(Configuration);
    }

    public DialogStateManagerConfiguration Configuration { get; set; }

    public ICollection<string> Keys => Configuration.MemoryScopes.Select(scope => scope.Name).ToList();

    public ICollection<object> Values => Configuration.MemoryScopes.Select(scope => scope.GetMemory(_dialogContext)).ToList();

    public int Count => Configuration.MemoryScopes.Count;

    public bool IsReadOnly => true;

    public object this[string key]
    {
        get => GetValue<object>(key, () => null);
        set
        {
            if (key.IndexOfAny(Separators) >= 0)
            {
                SetValue(key, value);
                return;
            }

            var scope = GetMemoryScope(key) ?? throw new ArgumentOutOfRangeException(nameof(key), UnknownScope(key));
            scope.SetMemory(_dialogContext, JToken.FromObject(value));
        }
    }

    public MemoryScope GetMemoryScope(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Configuration.MemoryScopes.FirstOrDefault(scope => string.Equals(scope.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    public string Version() => _version.ToString(CultureInfo.InvariantCulture);

    public virtual MemoryScope ResolveMemoryScope(string path, out string remainingPath)
    {
        var end = path.IndexOfAny(['.', '[']);
        if (end > 0 && GetMemoryScope(path.Substring(0, end)) is { } scope)
        {
            remainingPath = path.Substring(end + 1);
            return scope;
        }

        remainingPath = string.Empty;
        return GetMemoryScope(end > 0 ? path.Substring(0, end) : path) ?? throw new ArgumentOutOfRangeException(UnknownScope(path));
    }

    public virtual string TransformPath(string path)
    {
        foreach (var resolver in Configuration.PathResolvers)
        {
            path = resolver.TransformPath(path);
        }

        return path;
    }

    public bool TryGetValue<T>(string path, out T value)
    {
        value = default;
        path = TransformPath(path ?? throw new ArgumentNullException(nameof(path)));

        MemoryScope scope;
        string remainingPath;
        try
        {
            scope = ResolveMemoryScope(path, out remainingPath);
        }
        catch (ArgumentOutOfRangeException error)
        {
            Trace.TraceError(error.Message);
            return false;
        }

        if (string.IsNullOrEmpty(remainingPath))
        {
            var memory = scope.GetMemory(_dialogContext);
            if (memory == null)
            {
                return false;
            }

            value = ObjectPath.MapValueTo<T>(memory);
            return true;
        }

        var first = path.LastIndexOf(FirstFunction, StringComparison.OrdinalIgnoreCase);
        return first >= 0
            ? TryGetFirst(path.Substring(0, first), path.Substring(first + FirstFunction.Length), out value)
            : ObjectPath.TryGetPathValue(this, path, out value);
    }

    public T GetValue<T>(string pathExpression, Func<T> defaultValue = null)
    {
        ArgumentNullException.ThrowIfNull(pathExpression);
        if (TryGetValue<T>(pathExpression, out var value))
        {
            return value;
        }

        return defaultValue != null ? defaultValue() : default;
    }

    public int GetIntValue(string pathExpression, int defaultValue = 0) => GetValue(pathExpression, () => defaultValue);

    public bool GetBoolValue(string pathExpression, bool defaultValue = false) => GetValue(pathExpression, () => defaultValue);

    public string GetStringValue(string pathExpression, string defaultValue = default) => GetValue(pathExpression, () => defaultValue);

    public void SetValue(string path, object value)
    {
        if (value is Task)
        {
            throw new ArgumentException($"{path} = You can't pass an unresolved Task to SetValue");
        }

        if (value != null)
        {
            value = JToken.FromObject(value);
        }

        path = TransformPath(path ?? throw new ArgumentNullException(nameof(path)));
        if (TrackChange(path, value))
        {
            ObjectPath.SetPathValue(this, path, value);
        }

        _version++;
    }

    public void RemoveValue(string path)
    {
        path = TransformPath(path ?? throw new ArgumentNullException(nameof(path)));
        if (TrackChange(path, null))
        {
            ObjectPath.RemovePathValue(this, path);
        }
    }

    public JObject GetMemorySnapshot()
    {
        // It is for looking at: a value that refers to itself mustn't end the turn.
        var serializer = JsonSerializer.CreateDefault(new JsonSerializerSettings { ReferenceLoopHandling = ReferenceLoopHandling.Ignore });
        var snapshot = new JObject();

        foreach (var scope in Configuration.MemoryScopes.Where(scope => scope.IncludeInSnapshot))
        {
            if (scope.GetMemory(_dialogContext) is { } memory)
            {
                snapshot[scope.Name] = JToken.FromObject(memory, serializer);
            }
        }

        return snapshot;
    }

    public async Task LoadAllScopesAsync(CancellationToken cancellationToken = default)
    {
        foreach (var scope in Configuration.MemoryScopes)
        {
            await scope.LoadAsync(_dialogContext, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SaveAllChangesAsync(CancellationToken cancellationToken = default)
    {
        foreach (var scope in Configuration.MemoryScopes)
        {
            await scope.SaveChangesAsync(_dialogContext, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task DeleteScopesMemoryAsync(string name, CancellationToken cancellationToken = default)
    {
        if (GetMemoryScope(name) is { } scope)
        {
            await scope.DeleteAsync(_dialogContext, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Add(string key, object value) => throw new NotSupportedException();

    public bool ContainsKey(string key) => GetMemoryScope(key) != null;

    public bool Remove(string key) => throw new NotSupportedException();

    public bool TryGetValue(string key, out object value) => TryGetValue<object>(key, out value);

    public void Add(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Contains(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public void CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
    {
        foreach (var entry in this)
        {
            array[arrayIndex++] = entry;
        }
    }

    public bool Remove(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        foreach (var scope in Configuration.MemoryScopes)
        {
            yield return new KeyValuePair<string, object>(scope.Name, scope.GetMemory(_dialogContext));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public List<string> TrackPaths(IEnumerable<string> paths)
    {
        var tracked = new List<string>();
        foreach (var path in paths)
        {
            if (ObjectPath.TryResolvePath(this, TransformPath(path), out var segments))
            {
                var name = string.Join("_", segments);
                SetValue(PathTracker + "." + name, 0);
                tracked.Add(name);
            }
        }

        return tracked;
    }

    public bool AnyPathChanged(uint counter, IEnumerable<string> paths) =>
        paths != null && paths.Any(path => GetValue<uint>(PathTracker + "." + path) > counter);

    private static DialogStateManagerConfiguration RegisteredConfiguration(TurnContextStateCollection turnState)
    {
        var configuration = new DialogStateManagerConfiguration();
        configuration.MemoryScopes.AddRange(ComponentRegistration.Components.OfType<IComponentMemoryScopes>().SelectMany(component => component.GetMemoryScopes()));
        configuration.MemoryScopes.AddRange(turnState.Get<IEnumerable<MemoryScope>>() ?? []);
        configuration.PathResolvers.AddRange(ComponentRegistration.Components.OfType<IComponentPathResolvers>().SelectMany(component => component.GetPathResolvers()));
        configuration.PathResolvers.AddRange(turnState.Get<IEnumerable<IPathResolver>>() ?? []);

        if (configuration.MemoryScopes.Count == 0)
        {
            configuration.MemoryScopes.AddRange(StandardMemory.Scopes(configuration: null));
            configuration.PathResolvers.AddRange(StandardMemory.Resolvers());
        }

        return configuration;
    }

    private bool TryGetFirst<T>(string path, string remainingPath, out T value)
    {
        value = default;
        if (!ObjectPath.TryGetPathValue<JArray>(this, path, out var array) || array == null || array.Count == 0)
        {
            return false;
        }

        var first = array[0];
        if (first is JArray nested)
        {
            if (nested.Count == 0)
            {
                return false;
            }

            first = nested[0];
        }

        if (!string.IsNullOrEmpty(remainingPath))
        {
            return ObjectPath.TryGetPathValue(first, remainingPath, out value);
        }

        value = ObjectPath.MapValueTo<T>(first);
        return true;
    }

    private string UnknownScope(string path) => $"'{path}' does not match memory scopes:[{string.Join(",", Keys)}]";

    private bool TrackChange(string path, object value)
    {
        if (!ObjectPath.TryResolvePath(this, path, out var segments))
        {
            return false;
        }

        // Properties with an underscore are bookkeeping, this tracker's among them.
        var root = segments.Count > 1 ? segments[1] as string : null;
        if (root == null || !root.StartsWith('_'))
        {
            MarkChanged($"{PathTracker}.{string.Join("_", segments)}", value, null);
        }

        return true;
    }

    private uint? MarkChanged(string trackedPath, object value, uint? counter)
    {
        if (TryGetValue<uint>(trackedPath, out _))
        {
            counter ??= GetValue<uint>(DialogPath.EventCounter);
            SetValue(trackedPath, counter.Value);
        }

        if (value != null)
        {
            ObjectPath.ForEachProperty(value, (property, child) => counter = MarkChanged($"{trackedPath}_{property.ToLowerInvariant()}", child, counter));
        }

        return counter;
    }
}
