using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder;

/// <summary>The bot's logic as the adapter calls it. Stands for <c>Microsoft.Bot.Builder.BotCallbackHandler</c>.</summary>
public delegate Task BotCallbackHandler(ITurnContext turnContext, CancellationToken cancellationToken);
