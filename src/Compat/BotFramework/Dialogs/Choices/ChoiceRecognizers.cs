using System.Collections.Generic;
using System.Linq;
using Microsoft.Bot.Builder.Dialogs.Recognition;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Recognizes choices by name, ordinal or number. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.ChoiceRecognizers</c>.</summary>
public class ChoiceRecognizers
{
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<string> choices, FindChoicesOptions options = null) =>
        RecognizeChoices(utterance, choices.Select(value => new Choice(value)).ToList(), options);

    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions options = null)
    {
        // One way of finding only: «the first division book» names a book and not also the first in the list.
        var found = Find.FindChoices(utterance, list, options);
        if (found.Count > 0)
        {
            return found;
        }

        var culture = options?.Locale;
        var positions = options?.RecognizeOrdinals ?? true ? OrdinalRecognizer.Recognize(utterance, culture, list.Count) : [];
        if (positions.Count == 0 && (options?.RecognizeNumbers ?? true))
        {
            positions = NumberRecognizer.Recognize(utterance, culture);
        }

        return positions
            .Where(position => position.Value >= 1 && position.Value <= list.Count && decimal.IsInteger(position.Value))
            .OrderBy(position => position.Start)
            .Select(position => new ModelResult<FoundChoice>
            {
                Start = position.Start,
                End = position.End,
                TypeName = "choice",
                Text = position.Text,
                Resolution = new FoundChoice
                {
                    Value = list[(int)position.Value - 1].Value,
                    Index = (int)position.Value - 1,
                    Score = 1.0f,
                },
            }).ToList();
    }
}
