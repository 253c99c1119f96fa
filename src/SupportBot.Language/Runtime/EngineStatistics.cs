namespace SupportBot.Language.Runtime;

/// <summary>What an engine has done since its start. Counts of tokens unless the name says otherwise.</summary>
internal sealed record EngineStatistics
{
    /// <summary>Tokens of shared prefixes that were computed.</summary>
    public long PrefixTokens { get; init; }

    /// <summary>Prompt tokens computed for one request alone.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Prompt tokens that a request got from a shared prefix.</summary>
    public long SharedTokens { get; init; }

    public long SampledTokens { get; init; }

    public long ForcedTokens { get; init; }

    public long Decodes { get; init; }

    /// <summary>Decodes that found no room in the KV cache.</summary>
    public long NoRoom { get; init; }

    /// <summary>Contexts made anew after a failed decode.</summary>
    public long Rebuilds { get; init; }

    /// <summary>Requests refused because too many waited.</summary>
    public long Rejected { get; init; }

    /// <summary>Requests that wait or run now.</summary>
    public int InFlight { get; init; }

    /// <summary>Sequences of the KV cache in use by requests now.</summary>
    public int SequencesInUse { get; init; }
}

internal enum EngineStatus
{
    Running,

    /// <summary>A decode doesn't come back; new requests are refused until it does.</summary>
    Stalled,

    /// <summary>It gave up.</summary>
    Broken,

    Closed,
}
