using System;

namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary>Replaces a leading sign by a path, as <c>$foo</c> by <c>dialog.foo</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.AliasPathResolver</c>.</summary>
public class AliasPathResolver : IPathResolver
{
    private readonly string _prefix;
    private readonly string _postfix;

    public AliasPathResolver(string alias, string prefix, string postfix = null)
    {
        Alias = alias?.Trim() ?? throw new ArgumentNullException(nameof(alias));
        _prefix = prefix?.Trim() ?? throw new ArgumentNullException(nameof(prefix));
        _postfix = postfix ?? string.Empty;
    }

    public string Alias { get; }

    public virtual string TransformPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        path = path.Trim();
        return path.StartsWith(Alias, StringComparison.Ordinal) && path.Length > Alias.Length && IsPathChar(path[Alias.Length])
            ? $"{_prefix}{path.Substring(Alias.Length)}{_postfix}".TrimEnd('.')
            : path;
    }

    protected bool IsPathChar(char ch) => char.IsLetter(ch) || ch == '_';
}
