namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>Turns a short path into the full one. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.IPathResolver</c>.</summary>
public interface IPathResolver
{
    string TransformPath(string path);
}
