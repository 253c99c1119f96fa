using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaTokenData: a candidate for the next token.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LLamaTokenData
{
    public LLamaToken ID;

    public float Logit;

    public float Probability;

    public LLamaTokenData(LLamaToken id, float logit, float probability)
    {
        ID = id;
        Logit = logit;
        Probability = probability;
    }
}
