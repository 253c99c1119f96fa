using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>llama_batch of llama.h (b8390).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LLamaNativeBatch
{
    public int n_tokens;
    public nint token;
    public nint embd;
    public nint pos;
    public nint n_seq_id;
    public nint seq_id;
    public nint logits;
}
