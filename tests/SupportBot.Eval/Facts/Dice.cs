namespace SupportBot.Eval.Facts;

/// <summary>The same numbers for the same seed on every machine and version, which <see cref="Random"/> doesn't promise.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = (seed * 2654435761u) ^ 0x9E3779B9u | 1u;

    /// <returns>0 to below, the latter excluded.</returns>
    public int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)below);
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }
}
