using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Takes the <c>&lt;at&gt;</c> tags out of Skype's mentions. Stands for <c>Microsoft.Bot.Builder.SkypeMentionNormalizeMiddleware</c>.</summary>
public partial class SkypeMentionNormalizeMiddleware : IMiddleware
{
    public static void NormalizeSkypMentionText(Activity activity)
    {
        if (activity.ChannelId != Channels.Skype || activity.Type != ActivityTypes.Message)
        {
            return;
        }

        foreach (var entity in activity.Entities)
        {
            if (entity.Type == "mention" && MentionedName().Match((string)entity.Properties["text"]) is { Success: true } name)
            {
                entity.Properties["text"] = name.Value;
            }
        }
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        NormalizeSkypMentionText(turnContext.Activity);
        await next(cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex(@"(?<=<at.*>)(.*?)(?=<\/at>)", RegexOptions.IgnoreCase)]
    private static partial Regex MentionedName();
}
