using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Takes the bot's mentions and all <c>&lt;at&gt;</c> tags out of messages. Stands for <c>Microsoft.Bot.Builder.NormalizeMentionsMiddleware</c>.</summary>
public class NormalizeMentionsMiddleware : IMiddleware
{
    private const string Mention = "mention";
    private const string EndTag = "</at>";

    public bool RemoveRecipientMention { get; set; } = true;

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.Type == ActivityTypes.Message)
        {
            Normalize(turnContext.Activity);
        }

        await next(cancellationToken).ConfigureAwait(false);
    }

    private static string WithoutTags(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        for (; ; )
        {
            var start = text.IndexOf("<at", StringComparison.OrdinalIgnoreCase);
            var open = start < 0 ? -1 : text.IndexOf('>', start);
            var close = open < 0 ? -1 : text.IndexOf(EndTag, open, StringComparison.OrdinalIgnoreCase);
            if (close < 0)
            {
                return text;
            }

            // Teams writes «<at>Tom</at>is cool» without a space between.
            var after = text[(close + EndTag.Length)..];
            var space = after.Length > 0 && char.IsWhiteSpace(after[0]) ? string.Empty : " ";
            text = text[..start] + text[(open + 1)..close] + space + after;
        }
    }

    private void Normalize(Activity activity)
    {
        if (RemoveRecipientMention)
        {
            activity.RemoveRecipientMention();
            if (activity.Entities is not null)
            {
                activity.Entities = activity.Entities
                    .Where(entity => entity.Type == Mention && (string)(entity.Properties["mentioned"] as JObject)?["id"] != activity.Recipient.Id)
                    .ToList();
            }
        }

        activity.Text = WithoutTags(activity.Text);
        foreach (var entity in activity.Entities?.Where(entity => entity.Type == Mention) ?? Enumerable.Empty<Entity>())
        {
            entity.Properties["text"] = WithoutTags((string)entity.Properties["text"])?.Trim();
        }
    }
}
