using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Channel;

namespace SupportBot.Turns;

/// <summary>The Bot Framework adapter of all channels. Replies of a turn are collected, to be committed with it and delivered from
/// the outbox; typing, stream chunks and traces go out at once and may be lost.</summary>
internal sealed partial class ChannelAdapter(
    BotFrameworkAuthentication authentication,
    Connectors connectors,
    IOptions<MicrosoftAppOptions> app,
    ILogger<ChannelAdapter> logger) : CloudAdapter(authentication, logger)
{
    /// <summary>Runs a turn on an activity that its channel's endpoint authenticated.</summary>
    /// <param name="stream">Shows the reply while it is worded, where the channel can.</param>
    public async Task<TurnResult> RunTurnAsync(
        Activity activity, string? audience, IReplyStream? stream, BotCallbackHandler callback, CancellationToken ct)
    {
        var claims = CreateClaimsIdentity(app.Value.Id ?? "");
        var collected = new CollectedReplies([], []);
        var authenticated = new AuthenticateRequestResult
        {
            ClaimsIdentity = claims,
            Audience = audience,
            CallerId = activity.CallerId,
            ConnectorFactory = connectors.For(claims),
        };
        var invoked = await ProcessActivityAsync(authenticated, activity, (turn, token) =>
        {
            turn.TurnState.Add(collected);
            if (stream is not null)
                turn.TurnState.Add(stream);
            return callback(turn, token);
        }, ct);
        var response = invoked is null ? null : new HeldResponse(invoked.Status, invoked.Body is null ? null : ActivityJson.Write(invoked.Body));
        return new TurnResult(collected.Outgoing, collected.Said, response);
    }

    /// <summary>Adds a message to another conversation than the turn's, on the same channel, to be committed with the turn.</summary>
    /// <returns><c>false</c> outside a turn of <see cref="RunTurnAsync"/>.</returns>
    public static bool AddElsewhere(ITurnContext turnContext, Activity message)
    {
        if (turnContext.TurnState.Get<CollectedReplies>() is not { } collected)
            return false;
        message.Id = Guid.CreateVersion7().ToString("N");
        collected.Outgoing.Add(message);
        return true;
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        if (turnContext.TurnState.Get<CollectedReplies>() is not { } collected)
            return await base.SendActivitiesAsync(turnContext, activities, cancellationToken);

        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            var activity = activities[i];
            if (IsTransient(activity))
            {
                responses[i] = await SendNowAsync(turnContext, activity, cancellationToken);
                continue;
            }

            foreach (var message in MessageShape.Fit(activity, turnContext.Activity))
                responses[i] = await CollectAsync(turnContext, message, collected, cancellationToken);
        }

        return responses;
    }

    private async Task<ResourceResponse> CollectAsync(ITurnContext turn, Activity message, CollectedReplies collected, CancellationToken ct)
    {
        collected.Said.Add(message);
        if (turn.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return (await base.SendActivitiesAsync(turn, [message], ct))[0];

        message.Id = Guid.CreateVersion7().ToString("N");
        FeedbackForm.Address(message);
        collected.Outgoing.Add(message);
        return new ResourceResponse(message.Id);
    }

    private async Task<ResourceResponse> SendNowAsync(ITurnContext turn, Activity activity, CancellationToken ct)
    {
        try
        {
            return (await ChannelCall.RunAsync(token => base.SendActivitiesAsync(turn, [activity], token), ct))[0];
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // A channel out of reach must not cost the customer the answer, which the outbox delivers later.
            LogLost(activity.Type, error);
            return new ResourceResponse("");
        }
    }

    private static bool IsTransient(Activity activity) =>
        activity.Type is ActivityTypes.Typing or ActivityTypes.Trace or ActivityTypes.Delay or ActivityTypesEx.InvokeResponse;

    [LoggerMessage(LogLevel.Warning, "A {Type} activity could not be sent and is lost")]
    private partial void LogLost(string type, Exception error);

    private sealed record CollectedReplies(List<Activity> Outgoing, List<Activity> Said);
}

/// <summary>What a turn came to.</summary>
/// <param name="Outgoing">Replies for the outbox.</param>
/// <param name="Said">All replies, those that leave with the response included.</param>
/// <param name="Response">For invokes and <c>expectReplies</c>, else <c>null</c>.</param>
internal sealed record TurnResult(IReadOnlyList<Activity> Outgoing, IReadOnlyList<Activity> Said, HeldResponse? Response);
