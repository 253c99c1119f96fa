using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Breaks an utterance into words. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.TokenizerFunction</c>.</summary>
public delegate List<Token> TokenizerFunction(string text, string locale = null);
