namespace SupportBot.Language.Runtime;

/// <summary>A form that generated text must have, in the regular part of GBNF (llama.cpp, grammars/README.md): literals, character
/// classes, groups, alternatives, <c>? * + {m,n}</c> and rules without recursion. It is matched byte by byte over UTF-8 by an
/// automaton of our own, because llama.cpp's doesn't tell which text is forced, and a bad one ends the process.
/// Callers may be concurrent.</summary>
internal sealed class Grammar
{
    private readonly GrammarNode[] _nodes;
    private readonly byte[] _classes;
    private readonly byte[] _examples;
    private readonly Dictionary<string, GrammarState> _states = [];
    private readonly Lock _growing = new();

    private Grammar(string text)
    {
        Text = text;
        (_nodes, var start) = new GrammarParser(new GrammarText(text)).Parse();
        (_classes, _examples) = ByteClasses(_nodes);
        Start = StateOf([start]);
    }

    public string Text { get; }

    /// <summary>Where every text begins.</summary>
    public GrammarState Start { get; }

    /// <exception cref="FormatException">Not the part of GBNF that we take; the message says where.</exception>
    public static Grammar Parse(string text) => new(text);

    public bool Matches(string text) => Start.After(System.Text.Encoding.UTF8.GetBytes(text)) is { CanEnd: true };

    internal int ClassOf(byte value) => _classes[value];

    /// <summary>Makes the state that follows; <see cref="GrammarState.Dead"/> when nothing does.</summary>
    internal GrammarState Follow(GrammarState from, int byteClass)
    {
        var value = _examples[byteClass];
        var next = from.Nodes.Where(node => _nodes[node].Bytes!.Contains(value)).Select(node => _nodes[node].Next).ToList();
        return next.Count == 0 ? GrammarState.Dead : StateOf(next);
    }

    private GrammarState StateOf(List<int> entries)
    {
        var consuming = new SortedSet<int>();
        var seen = new HashSet<int>();
        var open = new Stack<int>(entries);
        var canEnd = false;
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
                continue;
            var node = _nodes[id];
            if (node.Bytes is not null)
            {
                consuming.Add(id);
            }
            else if (node.Next < 0)
            {
                canEnd = true;
            }
            else
            {
                open.Push(node.Next);
                if (node.Other >= 0)
                    open.Push(node.Other);
            }
        }

        var key = string.Join(',', consuming) + (canEnd ? "." : "");
        lock (_growing)
        {
            if (_states.TryGetValue(key, out var known))
                return known;
            // One way on, and one byte to it: that byte is forced. Ways that only begin alike are for the model to choose from.
            var forced = consuming.Count == 1 && !canEnd && _nodes[consuming.Min].Bytes!.Single is { } single ? single : -1;
            var state = new GrammarState(this, [.. consuming], canEnd, forced, _examples.Length);
            _states.Add(key, state);
            return state;
        }
    }

    /// <summary>Bytes that no part of the grammar tells apart share a class, so that states stay small.</summary>
    private static (byte[] Classes, byte[] Examples) ByteClasses(GrammarNode[] nodes)
    {
        var sets = nodes.Where(node => node.Bytes is not null).Select(node => node.Bytes!).Distinct().ToList();
        var classes = new byte[256];
        var examples = new List<byte>();
        var index = new Dictionary<string, byte>();
        for (var value = 0; value < 256; value++)
        {
            var signature = string.Concat(sets.Select(set => set.Contains((byte)value) ? '1' : '0'));
            if (!index.TryGetValue(signature, out var number))
            {
                number = checked((byte)examples.Count);
                index.Add(signature, number);
                examples.Add((byte)value);
            }

            classes[value] = number;
        }

        return (classes, [.. examples]);
    }
}
