using Microsoft.Bot.Builder;

namespace SupportBot.Tests.Compat.Integration;

/// <summary>A bot that is one function; counts its turns.</summary>
public sealed class LambdaBot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
{
    public int Turns { get; private set; }

    public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        Turns++;
        return turn(turnContext, cancellationToken);
    }
}
