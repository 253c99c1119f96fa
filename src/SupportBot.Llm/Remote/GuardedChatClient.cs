using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBot.Core.Conversation;
using SupportBot.Llm.Runtime;

namespace SupportBot.Llm.Remote;

/// <summary>Keeps to the time limit and turns every failure of a remote model into the one that the language knows. Only what the
/// standard has is sent on.</summary>
internal sealed class GuardedChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var limit = Limit(options, cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, Standard(options), limit.Token);
        }
#pragma warning disable CA1031 // Whatever a network and a stranger's server bring forth, the bot answers.
        catch (Exception error)
#pragma warning restore CA1031
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new LanguageUnavailableException($"The remote model failed: {error.GetType().Name}.", error);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var limit = Limit(options, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, Standard(options), limit.Token).GetAsyncEnumerator(limit.Token);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    yield break;
            }
#pragma warning disable CA1031 // As above.
            catch (Exception error)
#pragma warning restore CA1031
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new LanguageUnavailableException($"The remote model failed: {error.GetType().Name}.", error);
            }

            yield return updates.Current;
        }
    }

    private static CancellationTokenSource Limit(ChatOptions? options, CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (PromptOptions.TimeLimitOf(options) is { } time)
            limit.CancelAfter(time);
        return limit;
    }

    private static ChatOptions? Standard(ChatOptions? options)
    {
        var standard = options?.Clone();
        standard?.AdditionalProperties = null;
        return standard;
    }
}
