using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog that brings others along when it is added to a set. Stands for <c>Microsoft.Bot.Builder.Dialogs.IDialogDependencies</c>.</summary>
public interface IDialogDependencies
{
    IEnumerable<Dialog> GetDependencies();
}
