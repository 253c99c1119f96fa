using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Recognition;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks for a number. Stands for <c>Microsoft.Bot.Builder.Dialogs.NumberPrompt</c>.</summary>
/// <typeparam name="T">int, long, float, double or decimal.</typeparam>
public class NumberPrompt<T> : Prompt<T>
    where T : struct
{
    public NumberPrompt(string dialogId, PromptValidator<T> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        DefaultLocale = defaultLocale;

        if (typeof(T) != typeof(int) && typeof(T) != typeof(long) && typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(decimal))
        {
            throw new NotSupportedException($"NumberPrompt: type argument T of type '{typeof(T)}' is not supported");
        }
    }

    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);

        var result = new PromptRecognizerResult<T>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text))
        {
            var culture = NearestCulture(options?.RecognizeLanguage ?? activity.Locale ?? DefaultLocale);
            var numbers = NumberRecognizer.Recognize(activity.Text, culture);
            if (numbers.Count > 0 && IsInRange(numbers[0].Value))
            {
                result.Succeeded = true;
                result.Value = (T)Convert.ChangeType(numbers[0].Value, typeof(T), CultureInfo.InvariantCulture);
            }
        }

        return Task.FromResult(result);
    }

    private static bool IsInRange(decimal value)
    {
        if (typeof(T) == typeof(int))
        {
            return decimal.IsInteger(value) && value >= int.MinValue && value <= int.MaxValue;
        }

        return typeof(T) != typeof(long) || (decimal.IsInteger(value) && value >= long.MinValue && value <= long.MaxValue);
    }
}
