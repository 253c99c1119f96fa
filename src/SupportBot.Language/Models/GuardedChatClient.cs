using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SupportBot.Language.Models;

/// <summary>Keeps to the time limit, leaves out a model that fails, and turns every failure of it into the one that the language
/// knows. Only what the standard has is sent on.</summary>
internal sealed class GuardedChatClient(IChatClient inner, ModelCircuit circuit, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var call = Begin(options, cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(messages, Standard(options), call.Limit).WaitAsync(call.Limit);
            call.IsGood = true;
            return response;
        }
        // Whatever a network and a stranger's server bring forth, the bot answers.
        catch (Exception error)
        {
            throw call.Failure(error);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = Begin(options, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, Standard(options), call.Limit).GetAsyncEnumerator(call.Limit);
        while (true)
        {
            try
            {
                var goesOn = await updates.MoveNextAsync();
                call.IsGood = true;
                if (!goesOn)
                    yield break;
            }
            // As above.
            catch (Exception error)
            {
                throw call.Failure(error);
            }

            yield return updates.Current;
        }
    }

    /// <exception cref="LanguageUnavailableException">The model is left out for a while.</exception>
    private Call Begin(ChatOptions? options, CancellationToken ct)
    {
        if (!circuit.TryBegin())
            throw new LanguageUnavailableException("The remote model failed several times and is left out for a while.");
        var limit = ChatOptionsExtensions.TimeLimitOf(options);
        return new Call(circuit, limit ?? TimeSpan.MaxValue, new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, time), time, ct);
    }

    private static ChatOptions? Standard(ChatOptions? options)
    {
        var standard = options?.Clone();
        standard?.AdditionalProperties = null;
        return standard;
    }

    /// <summary>One call: its time limit, and what it says about the model when it ends.</summary>
    private sealed class Call(ModelCircuit circuit, TimeSpan limit, CancellationTokenSource late, TimeProvider time, CancellationToken caller) : IDisposable
    {
        private readonly long _start = time.GetTimestamp();
        private readonly CancellationTokenSource _either = CancellationTokenSource.CreateLinkedTokenSource(caller, late.Token);

        public CancellationToken Limit => _either.Token;

        /// <summary><c>null</c> while nothing is known: the caller may want no more before anything came.</summary>
        public bool? IsGood { get; set; }

        public Exception Failure(Exception error)
        {
            // The caller's own limit may be the same, and the first to end.
            var gaveUpEarly = caller.IsCancellationRequested && time.GetElapsedTime(_start) < limit * 0.9;
            IsGood = gaveUpEarly ? null : false;
            return caller.IsCancellationRequested
                ? new OperationCanceledException("Cancelled.", error, caller)
                : new LanguageUnavailableException($"The remote model failed: {error.GetType().Name}.", error);
        }

        public void Dispose()
        {
            circuit.End(IsGood);
            _either.Dispose();
            late.Dispose();
        }
    }
}
