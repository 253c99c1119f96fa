using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Builder.Dialogs.Recognition;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks for yes or no. Stands for <c>Microsoft.Bot.Builder.Dialogs.ConfirmPrompt</c>.</summary>
public class ConfirmPrompt : Prompt<bool>
{
    private readonly Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> _choiceDefaults;

    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : this(dialogId, DefaultsOfAllCultures(), validator, defaultLocale)
    {
    }

    public ConfirmPrompt(string dialogId, Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> choiceDefaults, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        Style = ListStyle.Auto;
        DefaultLocale = defaultLocale;
        _choiceDefaults = choiceDefaults;
    }

    public ListStyle Style { get; set; }

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);

        var activity = turnContext.Activity;
        var culture = CultureOf(activity);
        var prompt = AppendChoices(
            isRetry && options.RetryPrompt != null ? options.RetryPrompt : options.Prompt,
            activity.ChannelId,
            ChoicesFor(culture),
            options.Style ?? Style,
            ChoiceOptions ?? _choiceDefaults[culture].Item3,
            activity.Conversation?.ConversationType,
            activity.From?.Id == null ? null : new List<string> { activity.From.Id },
            cancellationToken);

        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);

        var result = new PromptRecognizerResult<bool>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text))
        {
            var culture = CultureOf(activity);
            var answer = BooleanRecognizer.Recognize(activity.Text, options?.RecognizeLanguage ?? culture) ?? AnswerByChoice(activity.Text, culture);
            result.Succeeded = answer.HasValue;
            result.Value = answer ?? false;
        }

        return Task.FromResult(result);
    }

    private static Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> DefaultsOfAllCultures() => PromptCultureModels.GetSupportedCultures().ToDictionary(
        culture => culture.Locale,
        culture => (new Choice(culture.YesInLanguage), new Choice(culture.NoInLanguage), new ChoiceFactoryOptions(culture.Separator, culture.InlineOr, culture.InlineOrMore, true)));

    private bool? AnswerByChoice(string utterance, string culture)
    {
        // Numbers count only if the user was shown any.
        var choiceOptions = ChoiceOptions ?? _choiceDefaults[culture].Item3;
        if (choiceOptions.IncludeNumbers == false)
        {
            return null;
        }

        var found = ChoiceRecognizers.RecognizeChoices(utterance, ChoicesFor(culture));
        return found.Count > 0 ? found[0].Resolution.Index == 0 : null;
    }

    private List<Choice> ChoicesFor(string culture)
    {
        var (yes, no, _) = _choiceDefaults[culture];
        return ConfirmChoices == null ? [yes, no] : [ConfirmChoices.Item1, ConfirmChoices.Item2];
    }

    private string CultureOf(Activity activity)
    {
        var culture = NearestCulture(activity.Locale ?? DefaultLocale);
        return _choiceDefaults.ContainsKey(culture) ? culture : PromptCultureModels.English.Locale;
    }
}
