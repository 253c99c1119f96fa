namespace LLama.Native;

/// <summary>Stands for LLama.Native.DecodeResult: what llama_decode returns.</summary>
public enum DecodeResult
{
    DecodeFailed = -3,
    AllocationFailed = -2,
    InvalidInputBatch = -1,
    Ok = 0,
    NoKvSlot = 1,
    ComputeAborted = 2,
}
