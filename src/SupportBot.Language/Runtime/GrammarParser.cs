namespace SupportBot.Language.Runtime;

/// <summary>Reads GBNF into places that lead to each other (Thompson's construction, Communications of the ACM 11(6), 1968).</summary>
internal sealed class GrammarParser(GrammarText text)
{
    /// <summary>A grammar that needs more would only be slow: it has a bound wrong.</summary>
    private const int MaxNodes = 200_000;

    private static readonly ByteSet Ascii = ByteSet.Of(0x00, 0x7F);
    private static readonly ByteSet Continuation = ByteSet.Of(0x80, 0xBF);

    private readonly Dictionary<string, Func<int, int>> _rules = [];
    private readonly List<GrammarNode> _nodes = [];
    private readonly HashSet<string> _building = [];

    public (GrammarNode[] Nodes, int Start) Parse()
    {
        text.SkipBlank(lines: true);
        while (!text.IsAtEnd)
            ReadRule();
        var end = Add(null, -1, -1);
        var start = Build("root", end);
        return ([.. _nodes], start);
    }

    private void ReadRule()
    {
        var name = text.ReadName();
        text.SkipBlank(lines: false);
        text.Expect("::=");
        text.SkipBlank(lines: true);
        var body = ReadAlternatives(inGroup: false);
        if (!_rules.TryAdd(name, body))
            throw text.Error($"the rule «{name}» is there twice");
        text.SkipBlank(lines: true);
    }

    // A part of a grammar is a function from the place that follows it to the place that it begins with.
    private Func<int, int> ReadAlternatives(bool inGroup)
    {
        var alternatives = new List<Func<int, int>> { ReadSequence(inGroup) };
        while (text.TryTake('|'))
        {
            text.SkipBlank(lines: true);
            alternatives.Add(ReadSequence(inGroup));
        }

        return next => alternatives.Select(alternative => alternative(next)).Reverse().Aggregate((other, first) => Add(null, first, other));
    }

    private Func<int, int> ReadSequence(bool inGroup)
    {
        var parts = new List<Func<int, int>>();
        while (!text.IsAtEnd && text.Peek() is not ('|' or ')' or '\n'))
        {
            parts.Add(ReadRepeated());
            text.SkipBlank(lines: inGroup);
        }

        return next => Enumerable.Reverse(parts).Aggregate(next, (after, part) => part(after));
    }

    private Func<int, int> ReadRepeated()
    {
        var part = ReadPart();
        while (text.Peek() is '?' or '*' or '+' or '{')
            part = Repeated(part, ReadBounds());
        return part;
    }

    private (int Least, int? Most) ReadBounds()
    {
        switch (text.Take())
        {
            case '?':
                return (0, 1);
            case '*':
                return (0, null);
            case '+':
                return (1, null);
        }

        var inBraces = text.UpTo('}');
        var bounds = inBraces.Split(',');
        if (bounds.Length is not (1 or 2) || !int.TryParse(bounds[0], out var least) || least < 0)
            throw text.Error("a repetition is written {m}, {m,} or {m,n}");
        int? most = least;
        if (bounds.Length == 2)
            most = bounds[1].Length == 0 ? null : int.TryParse(bounds[1], out var n) && n >= least ? n
                : throw text.Error("a repetition's second bound is no number or below the first");
        text.Skip(inBraces.Length + 1);
        return (least, most);
    }

    private Func<int, int> Repeated(Func<int, int> part, (int Least, int? Most) bounds) => next =>
    {
        int after;
        if (bounds.Most is { } most)
        {
            after = next;
            for (var i = bounds.Least; i < most; i++)
                after = Add(null, part(after), next);
        }
        else
        {
            after = Add(null, next, -1);
            _nodes[after] = new GrammarNode(null, part(after), next);
        }

        for (var i = 0; i < bounds.Least; i++)
            after = part(after);
        return after;
    };

    private Func<int, int> ReadPart()
    {
        switch (text.Peek())
        {
            case '"':
                return ReadLiteral();
            case '[':
                return ReadClass();
            case '(':
                text.Take();
                text.SkipBlank(lines: true);
                var group = ReadAlternatives(inGroup: true);
                text.Expect(")");
                return group;
            default:
                var name = text.ReadName();
                return next => Build(name, next);
        }
    }

    private int Build(string name, int next)
    {
        if (!_rules.TryGetValue(name, out var rule))
            throw new FormatException($"The grammar has no rule «{name}».");
        if (!_building.Add(name))
            throw new FormatException($"The grammar's rule «{name}» contains itself, which this kind of grammar can't.");
        var start = rule(next);
        _building.Remove(name);
        return start;
    }

    private Func<int, int> ReadLiteral()
    {
        var literal = new StringBuilder();
        text.Take();
        while (!text.TryTake('"'))
            literal.Append(text.ReadRune());
        var bytes = Encoding.UTF8.GetBytes(literal.ToString());
        return next => bytes.Reverse().Aggregate(next, (after, value) => Add(ByteSet.Of(value, value), after, -1));
    }

    private Func<int, int> ReadClass()
    {
        text.Take();
        var isNegated = text.TryTake('^');
        var set = new ByteSet(0, 0, 0, 0);
        while (!text.TryTake(']'))
        {
            var from = text.ReadAscii();
            var to = from;
            if (text.Peek() == '-' && text.Peek(1) is not (']' or '\0'))
            {
                text.Take();
                to = text.ReadAscii();
            }

            set = set.With(ByteSet.Of(from, to));
        }

        if (!isNegated)
            return next => Add(set, next, -1);
        var ascii = Ascii.Without(set);
        return next => AnyBut(ascii, next);
    }

    /// <summary>A character of <paramref name="ascii"/> or any beyond ASCII, as well-formed UTF-8 (Unicode 15, table 3-7).</summary>
    private int AnyBut(ByteSet ascii, int next)
    {
        var one = Add(Continuation, next, -1);
        var two = Add(Continuation, one, -1);
        int[] ways =
        [
            Add(ascii, next, -1),
            Add(ByteSet.Of(0xC2, 0xDF), one, -1),
            Add(ByteSet.Of(0xE0, 0xE0), Add(ByteSet.Of(0xA0, 0xBF), one, -1), -1),
            Add(ByteSet.Of(0xE1, 0xEC).With(ByteSet.Of(0xEE, 0xEF)), two, -1),
            Add(ByteSet.Of(0xED, 0xED), Add(ByteSet.Of(0x80, 0x9F), one, -1), -1),
            Add(ByteSet.Of(0xF0, 0xF0), Add(ByteSet.Of(0x90, 0xBF), two, -1), -1),
            Add(ByteSet.Of(0xF1, 0xF3), Add(Continuation, two, -1), -1),
            Add(ByteSet.Of(0xF4, 0xF4), Add(ByteSet.Of(0x80, 0x8F), two, -1), -1),
        ];
        return ways.Reverse().Aggregate((other, first) => Add(null, first, other));
    }

    private int Add(ByteSet? bytes, int next, int other)
    {
        if (_nodes.Count == MaxNodes)
            throw new FormatException("The grammar is too large: a repetition is bounded too high.");
        _nodes.Add(new GrammarNode(bytes, next, other));
        return _nodes.Count - 1;
    }
}
