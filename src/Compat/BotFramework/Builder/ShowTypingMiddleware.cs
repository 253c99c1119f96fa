using System;
using System.Security.Claims;
using System.Security.Principal;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Shows that the bot is typing until the turn is over. Stands for <c>Microsoft.Bot.Builder.ShowTypingMiddleware</c>.</summary>
public class ShowTypingMiddleware : IMiddleware
{
    private readonly TimeSpan _delay;
    private readonly TimeSpan _period;

    /// <param name="delay">Milliseconds until the first sign.</param>
    /// <param name="period">Milliseconds between signs.</param>
    public ShowTypingMiddleware(int delay = 500, int period = 2000)
    {
        if (delay < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(delay), "Delay must be greater than or equal to zero");
        }

        if (period <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(period), "Repeat period must be greater than zero");
        }

        _delay = TimeSpan.FromMilliseconds(delay);
        _period = TimeSpan.FromMilliseconds(period);
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken)
    {
        using var turnOver = new CancellationTokenSource();
        try
        {
            if (turnContext.Activity.Type == ActivityTypes.Message && !IsSkill(turnContext))
            {
                _ = TypeAsync(turnContext, turnOver.Token);
            }

            await next(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await turnOver.CancelAsync().ConfigureAwait(false);
        }
    }

    private static bool IsSkill(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) is ClaimsIdentity identity && SkillValidation.IsSkillClaim(identity.Claims);

    private async Task TypeAsync(ITurnContext turnContext, CancellationToken turnOver)
    {
        try
        {
            await Task.Delay(_delay, turnOver).ConfigureAwait(false);
            while (!turnOver.IsCancellationRequested)
            {
                var typing = new Activity { Type = ActivityTypes.Typing, RelatesTo = turnContext.Activity.RelatesTo };
                typing.ApplyConversationReference(turnContext.Activity.GetConversationReference());

                // Past the turn context, so that the bot doesn't count as having answered and no middleware sees it.
                await turnContext.Adapter.SendActivitiesAsync(turnContext, new[] { typing }, turnOver).ConfigureAwait(false);
                await Task.Delay(_period, turnOver).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
    }
}
