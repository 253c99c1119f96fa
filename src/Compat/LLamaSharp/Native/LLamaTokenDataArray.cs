namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaTokenDataArray.</summary>
public struct LLamaTokenDataArray
{
    public readonly Memory<LLamaTokenData> Data;

    public bool Sorted;

    public LLamaTokenDataArray(Memory<LLamaTokenData> tokens, bool isSorted = false)
    {
        Data = tokens;
        Sorted = isSorted;
    }

    public static LLamaTokenDataArray Create(ReadOnlySpan<float> logits)
    {
        var candidates = new LLamaTokenData[logits.Length];
        for (var i = 0; i < candidates.Length; i++)
            candidates[i] = new LLamaTokenData(i, logits[i], 0);
        return new LLamaTokenDataArray(candidates);
    }
}
