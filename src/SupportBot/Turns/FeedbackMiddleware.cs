using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Channel;
using SupportBot.Core.Conversation;
using SupportBot.Core.Feedback;

namespace SupportBot.Turns;

/// <summary>Takes thumbs up and down before the dialogs see them. What names no reply of its own conversation is passed over.</summary>
internal sealed partial class FeedbackMiddleware(IFeedback feedback, ILogger<FeedbackMiddleware> logger) : Microsoft.Bot.Builder.IMiddleware
{
    private const int LongestId = 400;

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (!FeedbackForm.IsFeedback(activity))
        {
            await next(cancellationToken);
            return;
        }

        await TakeAsync(turnContext, cancellationToken);
        // The same answer whether or not it was one of ours, so that ids can't be probed.
        if (activity.Type == ActivityTypes.Invoke)
        {
            var done = new InvokeResponse { Status = StatusCodes.Status200OK, Body = new JObject() };
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = done }, cancellationToken);
        }
    }

    private async Task TakeAsync(ITurnContext turn, CancellationToken ct)
    {
        var channel = turn.Activity.ChannelId;
        var conversation = turn.Activity.ConversationKey();
        if (FeedbackForm.Read(turn.Activity) is not var (named, reaction, said)
            || named.Length > LongestId
            || await feedback.FindReplyAsync(conversation, named, ct) is not { } reply)
        {
            LogPassedOver(channel);
            return;
        }

        var comment = MessageGuard.Clean(said).Text;
        await feedback.KeepAsync(new Rating(conversation, reply, named, turn.Activity.From.Id, reaction, comment.Length == 0 ? null : comment), ct);
        LogTaken(channel, reaction, comment.Length > 0);
    }

    [LoggerMessage(LogLevel.Information, "Feedback on {Channel}: {Reaction}, with a comment: {HasComment}")]
    private partial void LogTaken(string channel, Reaction reaction, bool hasComment);

    [LoggerMessage(LogLevel.Warning, "Feedback on {Channel} names no reply of its conversation that may be rated, and is passed over")]
    private partial void LogPassedOver(string channel);
}
