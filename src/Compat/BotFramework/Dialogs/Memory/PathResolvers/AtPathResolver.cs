using System;

namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary><c>@x</c> is the first of <c>turn.recognized.entities.x</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.AtPathResolver</c>.</summary>
public class AtPathResolver : AliasPathResolver
{
    private const string Entities = "turn.recognized.entities.";

    private static readonly char[] Delimiters = { '.', '[' };

    public AtPathResolver()
        : base("@", string.Empty)
    {
    }

    public override string TransformPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        path = path.Trim();
        if (!path.StartsWith('@') || path.Length < 2 || !IsPathChar(path[1]))
        {
            return path;
        }

        var end = path.IndexOfAny(Delimiters);
        if (end < 0)
        {
            end = path.Length;
        }

        return $"{Entities}{path.Substring(1, end - 1)}.first(){path.Substring(end)}";
    }
}
