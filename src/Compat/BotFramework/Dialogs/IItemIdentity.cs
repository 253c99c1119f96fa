namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>An item that a debugger can name. Stands for <c>Microsoft.Bot.Builder.Dialogs.IItemIdentity</c>.</summary>
public interface IItemIdentity
{
    string GetIdentity();
}
