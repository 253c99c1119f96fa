using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>llama_chat_message of llama.h (b8390): zero-terminated UTF-8.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeChatMessage
{
    public nint role;
    public nint content;
}
