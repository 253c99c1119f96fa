using System;
using Microsoft.Bot.Builder.Dialogs.Obsolete;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Registers the standard memory scopes in the old, static way. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogsComponentRegistration</c>.</summary>
[Obsolete("Use DialogsBotComponent instead.")]
public class DialogsComponentRegistration : ComponentRegistrationBridge<DialogsBotComponent>
{
}
