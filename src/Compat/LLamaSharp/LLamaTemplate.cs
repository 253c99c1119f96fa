using System.Runtime.InteropServices;
using System.Text;
using LLama.Exceptions;
using LLama.Native;

namespace LLama;

/// <summary>Stands for LLama.LLamaTemplate: writes messages in a model's chat template. llama.cpp knows common templates by
/// their marks; it runs no Jinja.</summary>
public sealed unsafe class LLamaTemplate
{
    private readonly byte[]? _template;
    private readonly List<TextMessage> _messages = [];

    public LLamaTemplate(SafeLlamaModelHandle model, string? name = null, bool strict = true)
        : this(model.GetTemplate(name, strict))
    {
    }

    public LLamaTemplate(LLamaWeights weights, bool strict = true)
        : this(weights.NativeHandle, strict: strict)
    {
    }

    public LLamaTemplate(string? customTemplate) => _template = customTemplate is null ? null : Encoding.GetBytes(customTemplate + '\0');

    public static readonly Encoding Encoding = Encoding.UTF8;

    public int Count => _messages.Count;

    public bool AddAssistant { get; set; }

    public TextMessage this[int index] => _messages[index];

    public LLamaTemplate Add(string role, string content) => Add(new TextMessage(role, content));

    public LLamaTemplate Add(TextMessage message)
    {
        _messages.Add(message);
        return this;
    }

    public LLamaTemplate RemoveAt(int index)
    {
        _messages.RemoveAt(index);
        return this;
    }

    public void Clear() => _messages.Clear();

    /// <returns>UTF-8.</returns>
    /// <exception cref="MissingTemplateException">The model has no template, or one that llama.cpp doesn't know.</exception>
    public ReadOnlySpan<byte> Apply()
    {
        var native = new NativeChatMessage[_messages.Count];
        try
        {
            for (var i = 0; i < native.Length; i++)
                native[i] = new NativeChatMessage { role = Marshal.StringToCoTaskMemUTF8(_messages[i].Role), content = Marshal.StringToCoTaskMemUTF8(_messages[i].Content) };

            fixed (byte* template = _template)
            fixed (NativeChatMessage* messages = native)
            {
                var length = Natives.llama_chat_apply_template(template, messages, (nuint)native.Length, AddAssistant ? (byte)1 : (byte)0, null, 0);
                if (length < 0)
                    throw new MissingTemplateException();
                var text = new byte[length];
                fixed (byte* buffer = text)
                    Natives.llama_chat_apply_template(template, messages, (nuint)native.Length, AddAssistant ? (byte)1 : (byte)0, buffer, length);
                return text;
            }
        }
        finally
        {
            foreach (var message in native)
            {
                Marshal.FreeCoTaskMem(message.role);
                Marshal.FreeCoTaskMem(message.content);
            }
        }
    }

    /// <summary>Stands for LLama.LLamaTemplate.TextMessage.</summary>
    public readonly struct TextMessage
    {
        internal TextMessage(string role, string content)
        {
            Role = role;
            Content = content;
        }

        public string Role { get; }

        public string Content { get; }

        public void Deconstruct(out string role, out string content) => (role, content) = (Role, Content);
    }
}
