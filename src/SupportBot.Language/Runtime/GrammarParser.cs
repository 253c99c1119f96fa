namespace SupportBot.Language.Runtime;

/// <summary>Reads GBNF into places that lead to each other (Thompson's construction, Communications of the ACM 11(6), 1968).</summary>
internal sealed class GrammarParser
{
    /// <summary>A grammar that needs more would only be slow: it has a bound wrong.</summary>
    private const int MaxNodes = 200_000;

    private static readonly ByteSet Ascii = ByteSet.Of(0x00, 0x7F);
    private static readonly ByteSet Continuation = ByteSet.Of(0x80, 0xBF);

    private readonly string _text;
    private readonly Dictionary<string, Func<int, int>> _rules = [];
    private readonly List<GrammarNode> _nodes = [];
    private readonly HashSet<string> _building = [];
    private int _at;

    private GrammarParser(string text) => _text = text;

    public static (GrammarNode[] Nodes, int Start) Parse(string text)
    {
        var parser = new GrammarParser(text);
        parser.SkipBlank(lines: true);
        while (parser._at < text.Length)
            parser.ReadRule();
        if (!parser._rules.ContainsKey("root"))
            throw new FormatException("The grammar has no rule «root».");

        var end = parser.Add(null, -1, -1);
        var start = parser.Build("root", end);
        return ([.. parser._nodes], start);
    }

    private void ReadRule()
    {
        var name = ReadName();
        SkipBlank(lines: false);
        Expect("::=");
        SkipBlank(lines: true);
        var body = ReadAlternatives(inGroup: false);
        if (!_rules.TryAdd(name, body))
            throw Error($"the rule «{name}» is there twice");
        SkipBlank(lines: true);
    }

    // A part of a grammar is a function from the place that follows it to the place that it begins with.
    private Func<int, int> ReadAlternatives(bool inGroup)
    {
        var alternatives = new List<Func<int, int>> { ReadSequence(inGroup) };
        while (Peek() == '|')
        {
            _at++;
            SkipBlank(lines: true);
            alternatives.Add(ReadSequence(inGroup));
        }

        return next => alternatives.Select(alternative => alternative(next)).Reverse().Aggregate((other, first) => Add(null, first, other));
    }

    private Func<int, int> ReadSequence(bool inGroup)
    {
        var parts = new List<Func<int, int>>();
        while (_at < _text.Length && Peek() is not ('|' or ')' or '\n'))
        {
            parts.Add(ReadRepeated());
            SkipBlank(lines: inGroup);
        }

        return next => Enumerable.Reverse(parts).Aggregate(next, (after, part) => part(after));
    }

    private Func<int, int> ReadRepeated()
    {
        var part = ReadPart();
        while (Peek() is '?' or '*' or '+' or '{')
            part = Repeated(part, ReadBounds());
        return part;
    }

    private (int Least, int? Most) ReadBounds()
    {
        switch (_text[_at++])
        {
            case '?':
                return (0, 1);
            case '*':
                return (0, null);
            case '+':
                return (1, null);
        }

        var close = _text.IndexOf('}', _at);
        var bounds = close < 0 ? [] : _text[_at..close].Split(',');
        if (bounds.Length is not (1 or 2) || !int.TryParse(bounds[0], out var least) || least < 0)
            throw Error("a repetition is written {m}, {m,} or {m,n}");
        int? most = least;
        if (bounds.Length == 2)
            most = bounds[1].Length == 0 ? null : int.TryParse(bounds[1], out var n) && n >= least ? n
                : throw Error("a repetition's second bound is no number or below the first");
        _at = close + 1;
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
        switch (Peek())
        {
            case '"':
                return ReadLiteral();
            case '[':
                return ReadClass();
            case '(':
                _at++;
                SkipBlank(lines: true);
                var group = ReadAlternatives(inGroup: true);
                Expect(")");
                return group;
            default:
                var name = ReadName();
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
        var text = new StringBuilder();
        _at++;
        while (Peek() != '"')
            text.Append(ReadRune());
        _at++;
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return next => bytes.Reverse().Aggregate(next, (after, value) => Add(ByteSet.Of(value, value), after, -1));
    }

    private Func<int, int> ReadClass()
    {
        _at++;
        var isNegated = Peek() == '^';
        if (isNegated)
            _at++;
        var set = new ByteSet(0, 0, 0, 0);
        while (Peek() != ']')
        {
            var from = ReadAscii();
            var to = from;
            if (Peek() == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
            {
                _at++;
                to = ReadAscii();
            }

            set = set.With(ByteSet.Of(from, to));
        }

        _at++;
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

    private byte ReadAscii() => ReadRune() is { IsAscii: true } rune ? (byte)rune.Value : throw Error("a class may name ASCII characters only");

    private Rune ReadRune()
    {
        if (_at >= _text.Length)
            throw Error("the text ends within quotes or brackets");
        if (_text[_at] != '\\')
        {
            if (!Rune.TryGetRuneAt(_text, _at, out var rune))
                throw Error("a character is cut in half");
            _at += rune.Utf16SequenceLength;
            return rune;
        }

        _at++;
        var escaped = _at < _text.Length ? _text[_at++] : throw Error("the text ends within an escape");
        return escaped switch
        {
            'n' => new Rune('\n'),
            'r' => new Rune('\r'),
            't' => new Rune('\t'),
            'x' => ReadHex(2),
            'u' => ReadHex(4),
            '\\' or '"' or '[' or ']' or '-' or '^' => new Rune(escaped),
            _ => throw Error($"\\{escaped} is no escape"),
        };
    }

    private Rune ReadHex(int digits)
    {
        if (_at + digits > _text.Length || !int.TryParse(_text.AsSpan(_at, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)
            || !Rune.TryCreate(value, out var rune))
            throw Error("an escape names no character");
        _at += digits;
        return rune;
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '_'))
            _at++;
        return _at > start ? _text[start.._at] : throw Error("a name, quotes, brackets or a group must stand here");
    }

    /// <param name="lines">Whether a rule can go on after the line's end.</param>
    private void SkipBlank(bool lines)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
                _at = _text.IndexOf('\n', _at) is var end && end < 0 ? _text.Length : end;
            else if (_text[_at] is ' ' or '\t' or '\r' || (lines && _text[_at] == '\n'))
                _at++;
            else
                return;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Expect(string mark)
    {
        if (string.CompareOrdinal(_text, _at, mark, 0, mark.Length) != 0)
            throw Error($"«{mark}» must stand here");
        _at += mark.Length;
    }

    private int Add(ByteSet? bytes, int next, int other)
    {
        if (_nodes.Count == MaxNodes)
            throw new FormatException("The grammar is too large: a repetition is bounded too high.");
        _nodes.Add(new GrammarNode(bytes, next, other));
        return _nodes.Count - 1;
    }

    private FormatException Error(string what) => new($"Grammar, character {_at}: {what}.");
}
