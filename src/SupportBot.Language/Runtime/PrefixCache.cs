namespace SupportBot.Language.Runtime;

/// <summary>The sequences of a context, and the beginnings in it that requests share. Belongs to the engine's thread and goes with the
/// context.</summary>
internal sealed class PrefixCache(IModelContext context, int sequences)
{
    private readonly Stack<int> _free = new(Enumerable.Range(0, sequences).Reverse());
    private long _uses;

    public List<SharedPrefix> All { get; } = [];

    public int FreeSequences => _free.Count;

    /// <summary>What the beginnings take of the KV cache.</summary>
    public int Tokens => All.Sum(prefix => prefix.Tokens.Length);

    public int TakeSequence() => _free.Pop();

    public void FreeSequence(int sequence)
    {
        context.RemoveSequence(sequence, 0);
        _free.Push(sequence);
    }

    /// <returns>The beginning that is kept, a new one that isn't yet, or <c>null</c> for none.</returns>
    public SharedPrefix? Of(int[] tokens) => tokens.Length == 0
        ? null
        : All.Find(prefix => ReferenceEquals(prefix.Tokens, tokens) || prefix.Tokens.AsSpan().SequenceEqual(tokens)) ?? new SharedPrefix(tokens);

    /// <summary>Counts one user more; a beginning that is new is kept from now on.</summary>
    public void Use(SharedPrefix prefix)
    {
        if (!prefix.IsKept)
        {
            prefix.Sequence = TakeSequence();
            prefix.Pending.AddRange(prefix.Tokens);
            All.Add(prefix);
        }
        prefix.Users++;
        prefix.LastUse = ++_uses;
    }

    /// <summary>Forgets the beginning that was unused for longest.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Evict(SharedPrefix? but)
    {
        if (All.Where(prefix => prefix.Users == 0 && prefix != but).MinBy(prefix => prefix.LastUse) is not { } oldest)
            return false;
        FreeSequence(oldest.Sequence);
        All.Remove(oldest);
        return true;
    }
}
