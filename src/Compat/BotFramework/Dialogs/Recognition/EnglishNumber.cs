using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>Reads one English number, such as «minus two thousand and five», from a list of words.</summary>
internal sealed class EnglishNumber(string utterance, IReadOnlyList<Match> words, int first)
{
    private decimal _finished;
    private decimal _current;
    private bool _any;

    /// <summary>Index of the word after the number.</summary>
    internal int Next { get; private set; } = first;

    internal bool TryRead(out decimal value)
    {
        var negative = Word(Next) is "minus" or "negative";
        if (negative)
        {
            Next++;
        }

        if (Word(Next) is "a" or "an" && (NumberWords.EnglishScales.ContainsKey(Word(Next + 1)) || Word(Next + 1) == "dozen"))
        {
            Next++;
            _current = 1;
            _any = true;
        }

        while (TryTakeWord())
        {
            _any = true;
        }

        value = (_finished + _current) * (negative ? -1 : 1);
        return _any;
    }

    private bool TryTakeWord()
    {
        var at = Next;
        var isFirst = !_any;
        if (!isFirst && !IsJoined(at))
        {
            return false;
        }

        // «and» only within a number: «two hundred and five», not «one and two».
        if (Word(at) == "and" && (_finished > 0 || _current >= 100) && IsJoined(at + 1))
        {
            at++;
        }

        var word = Word(at);
        if (NumberWords.EnglishUnits.TryGetValue(word, out var unit))
        {
            var gap = _current % 100;
            if (!isFirst && gap != 0 && !(gap >= 20 && gap % 10 == 0 && unit is > 0 and < 10))
            {
                return false;
            }

            if (!isFirst && _current == 0 && _finished == 0)
            {
                return false;
            }

            _current += unit;
        }
        else if (NumberWords.EnglishTens.TryGetValue(word, out var tens))
        {
            if (!isFirst && _current % 100 != 0)
            {
                return false;
            }

            _current += tens;
        }
        else if (word == "dozen" && _finished == 0)
        {
            _current = (_any ? _current : 1) * 12;
        }
        else if (NumberWords.EnglishScales.TryGetValue(word, out var scale) && _any && at == Next)
        {
            if (scale == 100)
            {
                if (_current is 0 or >= 100)
                {
                    return false;
                }

                _current *= 100;
            }
            else
            {
                if (_current == 0)
                {
                    return false;
                }

                _finished += _current * scale;
                _current = 0;
            }
        }
        else
        {
            return false;
        }

        Next = at + 1;
        return true;
    }

    private string Word(int index) => index < words.Count ? words[index].Value.ToLowerInvariant() : string.Empty;

    private bool IsJoined(int index)
    {
        if (index == 0 || index >= words.Count)
        {
            return false;
        }

        var end = words[index - 1].Index + words[index - 1].Length;
        return utterance[end..words[index].Index].All(c => c is ' ' or '-');
    }
}
