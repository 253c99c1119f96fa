using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder;

/// <summary>Puts an object into every turn's state. Stands for <c>Microsoft.Bot.Builder.RegisterClassMiddleware&lt;T&gt;</c>.</summary>
public class RegisterClassMiddleware<T> : IMiddleware
    where T : class
{
    private readonly string _key;

    public RegisterClassMiddleware(T service)
    {
        Service = service;
    }

    public RegisterClassMiddleware(T service, string key)
    {
        Service = service;
        _key = key;
    }

    public T Service { get; set; }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken)
    {
        if (_key is null)
        {
            turnContext.TurnState.Add(Service);
        }
        else
        {
            turnContext.TurnState.Add(_key, Service);
        }

        await nextTurn(cancellationToken).ConfigureAwait(false);
    }
}
