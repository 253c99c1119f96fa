using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaSamplerChainParams.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LLamaSamplerChainParams
{
    private sbyte _noPerf;

    public bool NoPerf
    {
        get => _noPerf != 0;
        set => _noPerf = value ? (sbyte)1 : (sbyte)0;
    }

    public static LLamaSamplerChainParams Default() => Natives.llama_sampler_chain_default_params();
}
