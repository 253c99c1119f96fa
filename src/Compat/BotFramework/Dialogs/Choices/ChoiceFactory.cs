using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Makes messages that show choices. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.ChoiceFactory</c>.</summary>
public class ChoiceFactory
{
    private const int MaxInlineChoices = 3;

    public static IMessageActivity ForChannel(string channelId, IList<Choice> list, string text = null, string speak = null, ChoiceFactoryOptions options = null) =>
        ForChannel(channelId, list, text, speak, options, null, null);

    public static IMessageActivity ForChannel(string channelId, IList<Choice> list, string text = null, string speak = null, ChoiceFactoryOptions options = null, string conversationType = default, IList<string> toList = default)
    {
        channelId ??= string.Empty;
        list ??= new List<Choice>();

        var longTitles = list.Any(choice => TitleLength(choice) > Channel.MaxActionTitleLength(channelId));
        if (!longTitles)
        {
            if (Channel.SupportsSuggestedActions(channelId, list.Count, conversationType))
            {
                return SuggestedAction(list, text, speak, toList);
            }

            if (Channel.SupportsCardActions(channelId, list.Count))
            {
                return HeroCard(list, text, speak);
            }

            if (list.Count <= MaxInlineChoices)
            {
                return Inline(list, text, speak, options);
            }
        }

        return List(list, text, speak, options);
    }

    public static Activity Inline(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= new List<Choice>();
        var includeNumbers = options?.IncludeNumbers ?? true;

        var line = new StringBuilder(text).Append(' ');
        for (var index = 0; index < choices.Count; index++)
        {
            if (index > 0)
            {
                line.Append(index < choices.Count - 1 ? options?.InlineSeparator ?? ", "
                    : choices.Count == 2 ? options?.InlineOr ?? " or "
                    : options?.InlineOrMore ?? ", or ");
            }

            if (includeNumbers)
            {
                line.Append('(').Append(index + 1).Append(") ");
            }

            line.Append(TitleOf(choices[index]));
        }

        return MessageFactory.Text(line.ToString(), speak, InputHints.ExpectingInput);
    }

    public static Activity List(IList<string> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null) =>
        List(ToChoices(choices), text, speak, options);

    public static Activity List(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= new List<Choice>();
        var includeNumbers = options?.IncludeNumbers ?? true;

        var lines = choices.Select((choice, index) => (includeNumbers ? $"{index + 1}. " : "- ") + TitleOf(choice));
        return MessageFactory.Text($"{text}\n\n   {string.Join("\n   ", lines)}", speak, InputHints.ExpectingInput);
    }

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null) =>
        SuggestedAction(ToChoices(choices), text, speak, null);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null) =>
        SuggestedAction(choices, text, speak, null);

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null, IList<string> toList = default) =>
        SuggestedAction(ToChoices(choices), text, speak, toList);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null, IList<string> toList = default) =>
        MessageFactory.SuggestedActions(ActionsOf(choices), text, speak, InputHints.ExpectingInput, toList);

    public static IMessageActivity HeroCard(IList<Choice> choices, string text = null, string speak = null)
    {
        var card = new HeroCard { Text = text, Buttons = ActionsOf(choices) };
        var attachment = new Attachment { ContentType = Schema.HeroCard.ContentType, Content = card };
        return MessageFactory.Attachment(new List<Attachment> { attachment }, null, speak, InputHints.ExpectingInput);
    }

    public static IList<Choice> ToChoices(IList<string> choices) =>
        choices == null ? new List<Choice>() : choices.Select(value => new Choice(value)).ToList();

    private static string TitleOf(Choice choice) => choice.Action?.Title ?? choice.Value;

    private static int TitleLength(Choice choice) => string.IsNullOrEmpty(choice.Action?.Title) ? choice.Value?.Length ?? 0 : choice.Action.Title.Length;

    private static List<CardAction> ActionsOf(IList<Choice> choices) =>
        (choices ?? []).Select(choice => choice.Action ?? new CardAction
        {
            Type = ActionTypes.ImBack,
            Value = choice.Value,
            Title = choice.Value,
        }).ToList();
}
