namespace SupportBot.Language.Runtime;

/// <summary>How far a text has come in a <see cref="Grammar"/>. Immutable to callers, who may be concurrent.</summary>
internal sealed class GrammarState
{
    private readonly Grammar? _grammar;
    private readonly GrammarState?[] _next;

    internal GrammarState(Grammar? grammar, int[] nodes, bool canEnd, int forced, int classes)
    {
        _grammar = grammar;
        _next = new GrammarState?[classes];
        Nodes = nodes;
        CanEnd = canEnd;
        ForcedByte = forced;
    }

    /// <summary>No text of the grammar begins so.</summary>
    public static GrammarState Dead { get; } = new(grammar: null, [], canEnd: false, forced: -1, classes: 0);

    /// <summary>Whether the text so far is whole.</summary>
    public bool CanEnd { get; }

    /// <summary>Whether nothing can follow.</summary>
    public bool IsFinished => Nodes.Length == 0;

    /// <summary>The byte that must follow, or -1 where there is a choice.</summary>
    public int ForcedByte { get; }

    /// <summary>The places in the grammar that wait for a byte.</summary>
    internal int[] Nodes { get; }

    public GrammarState After(byte value)
    {
        if (IsFinished)
            return Dead;
        var byteClass = _grammar!.ClassOf(value);
        return _next[byteClass] ?? (_next[byteClass] = _grammar.Follow(this, byteClass));
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
    /// <param name="forced">Takes the bytes.</param>
    public GrammarState Force(List<byte> forced)
    {
        var state = this;
        while (state.ForcedByte >= 0)
        {
            forced.Add((byte)state.ForcedByte);
            state = state.After((byte)state.ForcedByte);
        }
        return state;
    }
}
