using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

/// <summary>The Bot Framework's handoff events, on the channels of <c>Handoff:EventChannels</c> and no others: elsewhere the outgoing
/// one would be refused or shown to the customer, and an incoming one may be the customer's own.</summary>
internal sealed partial class HandoffEventsMiddleware(
    IHandoffQueue queue, SqlHandoffDesk desk, IOptions<HandoffOptions> options, ILogger<HandoffEventsMiddleware> logger) : IMiddleware
{
    private const string Prefix = "handoff.";

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var takesEvents = options.Value.EventChannels.Contains(turnContext.Activity.ChannelId, StringComparer.OrdinalIgnoreCase);
        if (!takesEvents)
            turnContext.OnSendActivities((_, activities, send) => SendOthersAsync(activities, send));
        if (turnContext.Activity is not { Type: ActivityTypes.Event, Name: { } name } || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            await next(cancellationToken);
            return;
        }

        if (!takesEvents)
            LogRefused(turnContext.Activity.ChannelId);
        else if (name == HandoffEventNames.HandoffStatus)
            await MoveAsync(turnContext, cancellationToken);
    }

    private static async Task<ResourceResponse[]> SendOthersAsync(List<Activity> activities, Func<Task<ResourceResponse[]>> send)
    {
        activities.RemoveAll(activity =>
            activity is { Type: ActivityTypes.Event, Name: { } name } && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        return activities.Count == 0 ? [] : await send();
    }

    /// <summary>Does at our desk what happened at the channel's. Each step may come again after a restart and changes nothing then.</summary>
    private async Task MoveAsync(ITurnContext turn, CancellationToken ct)
    {
        var value = turn.Activity.Value as JObject;
        if (await queue.LatestAsync(TurnQueue.KeyOf(turn.Activity), ct) is not { IsOpen: true } ticket)
            return;
        var hub = new Agent("channel:" + turn.Activity.ChannelId, Text(turn.Activity.From?.Name) ?? ReplyTexts.Somebody(ReplyTexts.CultureOf(turn.Activity)));
        var result = Text(value?["state"]) switch
        {
            "accepted" => await desk.AcceptAsync(ticket.Id, hub, ct),
            "completed" => await CompleteAsync(ticket, hub, Text(value?["message"]) ?? "", ct),
            "failed" => await FailAsync(turn, ticket, hub, ct),
            _ => null,
        };
        LogMoved(ticket.Id, result?.Outcome.ToString() ?? "unknown state");
    }

    private async Task<DeskResult> CompleteAsync(HandoffTicket ticket, Agent hub, string message, CancellationToken ct)
    {
        // Not every desk says that it has accepted.
        var accepted = await desk.AcceptAsync(ticket.Id, hub, ct);
        return accepted.Outcome == DeskOutcome.Done
            ? await desk.CloseAsync(ticket.Id, hub, message[..TextCut.LengthOf(message, HandoffLimits.MaxText)], returnToBot: false, ct)
            : accepted;
    }

    private async Task<DeskResult> FailAsync(ITurnContext turn, HandoffTicket ticket, Agent hub, CancellationToken ct)
    {
        if (ticket.State == HandoffState.Accepted)
            return await desk.ReleaseAsync(ticket.Id, hub, ct);
        await turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.NotTaken(ReplyTexts.CultureOf(turn.Activity), ticket.Id)), ct);
        return new(DeskOutcome.Done, ticket);
    }

    private static string? Text(JToken? value) => value is { Type: JTokenType.String } && (string?)value is { Length: > 0 } text ? text : null;

    [LoggerMessage(LogLevel.Warning, "A handoff event on {Channel} was not taken; Handoff:EventChannels doesn't name it")]
    private partial void LogRefused(string channel);

    [LoggerMessage(LogLevel.Information, "The channel's desk moved handoff {HandoffId}: {Outcome}")]
    private partial void LogMoved(string handoffId, string outcome);
}
