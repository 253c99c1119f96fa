using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The host's settings, read only. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.SettingsMemoryScope</c>.</summary>
public class SettingsMemoryScope : MemoryScope
{
    private static readonly ImmutableDictionary<string, object> NoSettings = ImmutableDictionary<string, object>.Empty;

    private readonly IConfiguration _configuration;

    public SettingsMemoryScope(IConfiguration configuration = null)
        : base(ScopePath.Settings, includeInSnapshot: false)
    {
        _configuration = configuration;
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        EnsureLoaded(dc);
        return dc.Context.TurnState.TryGetValue(ScopePath.Settings, out var settings) ? settings : NoSettings;
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You cannot set the memory for a readonly memory scope");

    public override Task LoadAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default)
    {
        EnsureLoaded(dialogContext);
        return base.LoadAsync(dialogContext, force, cancellationToken);
    }

    protected static ImmutableDictionary<string, object> LoadSettings(IConfiguration configuration) =>
        configuration == null ? NoSettings : Branch(configuration.GetChildren());

    private static ImmutableDictionary<string, object> Branch(IEnumerable<IConfigurationSection> sections) =>
        sections.ToImmutableDictionary(section => section.Key, Node, StringComparer.OrdinalIgnoreCase);

    private static object Node(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return section.Value;
        }

        // Configuration knows no arrays: their elements are children named 0, 1, 2.
        return children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? children.OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture)).Select(Node).ToArray()
            : Branch(children);
    }

    private void EnsureLoaded(DialogContext dc)
    {
        var turnState = dc.Context.TurnState;
        var configuration = _configuration ?? turnState.Get<IConfiguration>();
        if (configuration != null && !turnState.ContainsKey(ScopePath.Settings))
        {
            turnState[ScopePath.Settings] = LoadSettings(configuration);
        }
    }
}
