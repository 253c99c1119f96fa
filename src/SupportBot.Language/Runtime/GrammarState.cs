namespace SupportBot.Language.Runtime;

/// <summary>How far a text has come in a <see cref="Grammar"/>. Immutable to callers, who may be concurrent.</summary>
internal sealed class GrammarState(Grammar? grammar, int[] nodes, bool canEnd, int forced, int classes)
{
    private readonly GrammarState?[] _next = new GrammarState?[classes];

    /// <summary>No text of the grammar begins so.</summary>
    public static GrammarState Dead { get; } = new(grammar: null, [], canEnd: false, forced: -1, classes: 0);

    /// <summary>Whether the text so far is whole.</summary>
    public bool CanEnd => canEnd;

    /// <summary>Whether nothing can follow.</summary>
    public bool IsFinished => Nodes.Length == 0;

    /// <summary>The byte that must follow, or -1 where there is a choice.</summary>
    public int ForcedByte => forced;

    /// <summary>The places in the grammar that wait for a byte.</summary>
    internal int[] Nodes => nodes;

    public GrammarState After(byte value)
    {
        if (IsFinished)
            return Dead;
        var byteClass = grammar!.ClassOf(value);
        return _next[byteClass] ??= grammar.Follow(this, byteClass);
    }

    /// <returns><see cref="Dead"/> when the grammar doesn't admit <paramref name="text"/> here.</returns>
    public GrammarState After(ReadOnlySpan<byte> text)
    {
        var state = this;
        foreach (var value in text)
        {
            state = state.After(value);
            if (state == Dead)
                return Dead;
        }
        return state;
    }

    /// <summary>The text that must follow, as far as it has no choice; the state after it.</summary>
    /// <param name="bytes">Takes it.</param>
    public GrammarState Force(List<byte> bytes)
    {
        var state = this;
        for (; state.ForcedByte >= 0; state = state.After((byte)state.ForcedByte))
            bytes.Add((byte)state.ForcedByte);
        return state;
    }
}
