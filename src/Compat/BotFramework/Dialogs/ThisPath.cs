using System;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Paths within the active dialog's memory. Stands for <c>Microsoft.Bot.Builder.Dialogs.ThisPath</c>.</summary>
public class ThisPath
{
    public const string Options = "this.options";

    [Obsolete("This property is deprecated, use ThisPath.Options instead.")]
    public const string OPTIONS = "this.options";
}
