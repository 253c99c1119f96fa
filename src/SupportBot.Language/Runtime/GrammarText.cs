namespace SupportBot.Language.Runtime;

/// <summary>The text of a grammar in GBNF, read from its beginning to its end, sign by sign.</summary>
internal sealed class GrammarText(string text)
{
    private int _at;

    public bool IsAtEnd => _at >= text.Length;

    /// <returns>The next character; NUL at the end.</returns>
    public char Peek(int further = 0) => _at + further < text.Length ? text[_at + further] : '\0';

    public char Take() => IsAtEnd ? throw Error("the text ends too early") : text[_at++];

    public bool TryTake(char mark)
    {
        if (Peek() != mark)
            return false;
        _at++;
        return true;
    }

    /// <returns>What stands before the mark; empty where that doesn't come.</returns>
    public string UpTo(char mark) => text.IndexOf(mark, _at) is var end && end < 0 ? "" : text[_at..end];

    public void Skip(int characters) => _at += characters;

    public byte ReadAscii() => ReadRune() is { IsAscii: true } rune ? (byte)rune.Value : throw Error("a class may name ASCII characters only");

    public Rune ReadRune()
    {
        if (_at >= text.Length)
            throw Error("the text ends within quotes or brackets");
        if (text[_at] != '\\')
        {
            if (!Rune.TryGetRuneAt(text, _at, out var rune))
                throw Error("a character is cut in half");
            _at += rune.Utf16SequenceLength;
            return rune;
        }

        _at++;
        var escaped = _at < text.Length ? text[_at++] : throw Error("the text ends within an escape");
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
        if (_at + digits > text.Length || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, null, out var value)
            || !Rune.TryCreate(value, out var rune))
            throw Error("an escape names no character");
        _at += digits;
        return rune;
    }

    public string ReadName()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '_'))
            _at++;
        return _at > start ? text[start.._at] : throw Error("a name, quotes, brackets or a group must stand here");
    }

    /// <param name="lines">Whether a rule can go on after the line's end.</param>
    public void SkipBlank(bool lines)
    {
        while (_at < text.Length)
        {
            if (text[_at] == '#')
                _at = text.IndexOf('\n', _at) is var end && end < 0 ? text.Length : end;
            else if (text[_at] is ' ' or '\t' or '\r' || (lines && text[_at] == '\n'))
                _at++;
            else
                return;
        }
    }

    public void Expect(string mark)
    {
        if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) != 0)
            throw Error($"«{mark}» must stand here");
        _at += mark.Length;
    }

    public FormatException Error(string what) => new($"Grammar, character {_at}: {what}.");
}
