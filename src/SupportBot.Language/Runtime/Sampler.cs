using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SupportBot.Language.Runtime;

/// <summary>Chooses the next token of a request. Belongs to the engine's thread.</summary>
internal sealed class Sampler(TokenTable tokens)
{
    private readonly List<byte> _forced = [];

    /// <summary>Takes the best token that the grammar admits, and what it then forces.</summary>
    /// <returns>Whether the answer was cut; <c>null</c> while it isn't at its end.</returns>
    public bool? Sample(GenerationJob job, ReadOnlySpan<float> logits)
    {
        var token = TensorPrimitives.IndexOfMax(logits);
        if (job.Grammar is { } state && (job.Grammar = Admitted(state, token)) is null)
            token = BestAdmitted(job, state, logits);
        job.SampledTokens++;
        if (token < 0 || (tokens.IsEnd(token) && !job.Request.IgnoresEnd))
            return token < 0;

        job.Pending.Add(token);
        job.Text.AddRange(tokens.BytesOf(token));
        job.ForcedTokens += Force(job);
        Tell(job);
        if (job.Grammar is { IsFinished: true })
            return false;
        return job.SampledTokens + job.ForcedTokens >= job.Request.MaxTokens ? true : null;
    }

    /// <returns>The state after a token; the same state for an end that may come; <c>null</c> when it isn't admitted.</returns>
    private GrammarState? Admitted(GrammarState state, int token)
    {
        if (tokens.IsEnd(token))
            return state.CanEnd ? state : null;
        var bytes = tokens.BytesOf(token);
        return bytes.Length > 0 && state.After(bytes) is var after && after != GrammarState.Dead ? after : null;
    }

    /// <returns>-1 when the grammar admits no token.</returns>
    private int BestAdmitted(GenerationJob job, GrammarState state, ReadOnlySpan<float> logits)
    {
        var best = -1;
        var bestLogit = float.NegativeInfinity;
        for (var token = 0; token < logits.Length; token++)
        {
            if (logits[token] > bestLogit && Admitted(state, token) is { } after)
            {
                best = token;
                bestLogit = logits[token];
                job.Grammar = after;
            }
        }
        return best;
    }

    /// <summary>Feeds the text that the grammar leaves no choice for, together with what is pending.</summary>
    public int Force(GenerationJob job)
    {
        if (job.Grammar is not { ForcedByte: >= 0 } state)
            return 0;
        _forced.Clear();
        job.Grammar = state.Force(_forced);
        job.Text.AddRange(_forced);
        var forced = tokens.Continue(CollectionsMarshal.AsSpan(_forced));
        job.Pending.AddRange(forced);
        return forced.Length;
    }

    private static void Tell(GenerationJob job)
    {
        if (job.Request.OnBytes is not { } tell || job.Text.Count <= job.Told)
            return;
        tell(job.Text.GetRange(job.Told, job.Text.Count - job.Told).ToArray());
        job.Told = job.Text.Count;
    }
}
