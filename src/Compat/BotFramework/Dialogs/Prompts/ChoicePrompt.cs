using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks for one of several choices. Stands for <c>Microsoft.Bot.Builder.Dialogs.ChoicePrompt</c>.</summary>
public class ChoicePrompt : Prompt<FoundChoice>
{
    private readonly Dictionary<string, ChoiceFactoryOptions> _choiceDefaults;

    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : this(dialogId, DefaultsOfAllCultures(), validator, defaultLocale)
    {
    }

    public ChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        Style = ListStyle.Auto;
        DefaultLocale = defaultLocale;
        _choiceDefaults = choiceDefaults;
    }

    public ListStyle Style { get; set; }

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    public FindChoicesOptions RecognizerOptions { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);

        var activity = turnContext.Activity;
        var prompt = AppendChoices(
            isRetry && options.RetryPrompt != null ? options.RetryPrompt : options.Prompt,
            activity.ChannelId,
            options.Choices ?? new List<Choice>(),
            options.Style ?? Style,
            ChoiceOptions ?? _choiceDefaults[CultureOf(activity)],
            activity.Conversation?.ConversationType,
            activity.From?.Id == null ? null : new List<string> { activity.From.Id },
            cancellationToken);

        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);

        var result = new PromptRecognizerResult<FoundChoice>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text))
        {
            var locale = options.RecognizeLanguage ?? CultureOf(activity, RecognizerOptions?.Locale);
            var found = ChoiceRecognizers.RecognizeChoices(activity.Text, options.Choices ?? new List<Choice>(), WithLocale(RecognizerOptions, locale));
            if (found.Count > 0)
            {
                result.Succeeded = true;
                result.Value = found[0].Resolution;
            }
        }

        return Task.FromResult(result);
    }

    private static Dictionary<string, ChoiceFactoryOptions> DefaultsOfAllCultures() => PromptCultureModels.GetSupportedCultures().ToDictionary(
        culture => culture.Locale,
        culture => new ChoiceFactoryOptions(culture.Separator, culture.InlineOr, culture.InlineOrMore, true));

    // A copy: the prompt is shared by all conversations, and each has its own language.
    private static FindChoicesOptions WithLocale(FindChoicesOptions options, string locale) => new FindChoicesOptions
    {
        AllowPartialMatches = options?.AllowPartialMatches ?? false,
        Locale = locale,
        MaxTokenDistance = options?.MaxTokenDistance,
        NoAction = options?.NoAction ?? false,
        NoValue = options?.NoValue ?? false,
        RecognizeNumbers = options?.RecognizeNumbers ?? true,
        RecognizeOrdinals = options?.RecognizeOrdinals ?? true,
        Tokenizer = options?.Tokenizer,
    };

    private string CultureOf(Activity activity, string recognizerLocale = null)
    {
        var culture = NearestCulture(activity.Locale ?? recognizerLocale ?? DefaultLocale);
        return _choiceDefaults.ContainsKey(culture) ? culture : PromptCultureModels.English.Locale;
    }
}
