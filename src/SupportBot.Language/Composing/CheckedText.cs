using System.Buffers;

namespace SupportBot.Language.Composing;

/// <summary>A text that grows by pieces as a model writes it and is told by sentences as they pass the check. Safe to close from outside.</summary>
internal sealed class CheckedText(ClaimCheck check, Action<string> soFar)
{
    private static readonly SearchValues<string> Ends = SearchValues.Create([". ", "! ", "? "], StringComparison.Ordinal);

    private readonly Lock _gate = new();
    private string _text = "";
    private string _open = "";
    private bool _closed;

    public int Sentences { get; private set; }

    /// <summary>The model has written something.</summary>
    public bool HasBegun => Sentences > 0 || _open.Length > 0;

    /// <returns><c>null</c> while no sentence passed.</returns>
    public string? Result => _text.Length == 0 ? null : _text;

    public bool IsComplete => Result is not null && check.IsComplete;

    /// <returns>False when nothing that follows can count any more.</returns>
    public bool Add(string piece)
    {
        lock (_gate)
        {
            _open = _open.Length == 0 && Sentences == 0 ? piece.TrimStart() : _open + piece;
            while (!_closed && _open.AsSpan().IndexOfAny(Ends) is var end and >= 0)
            {
                Take(_open[..(end + 1)]);
                _open = _open[(end + 2)..];
            }
            if (_open.Length > ComposeForm.MaxLength)
                _closed = true;
            return !_closed;
        }
    }

    /// <summary>The model has ended: what stands open is its last sentence, or was cut off.</summary>
    public void End()
    {
        lock (_gate)
        {
            var last = _open.TrimEnd();
            if (!_closed && last.Length > 0)
                Take(last);
            _closed = true;
        }
    }

    /// <summary>Nothing is taken or told after this.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    private void Take(string sentence)
    {
        var text = _text.Length == 0 ? sentence : _text + " " + sentence;
        if (text.Length > ComposeForm.MaxLength || !check.Accept(sentence))
        {
            _closed = true;
            return;
        }
        _text = text;
        Sentences++;
        _closed = Sentences == ComposeForm.MaxSentences;
        soFar(_text);
    }
}
