using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaToken: a number of the model's vocabulary.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct LLamaToken
{
    public static readonly LLamaToken InvalidToken = -1;

    private readonly int _value;

    private LLamaToken(int value) => _value = value;

    public static explicit operator int(LLamaToken pos) => pos._value;

    public static implicit operator LLamaToken(int value) => new(value);

    public LLamaTokenAttr GetAttributes(SafeLlamaModelHandle.Vocabulary vocab) => Natives.llama_vocab_get_attr(vocab.Handle, _value);

    public bool IsControl(SafeLlamaModelHandle.Vocabulary vocab) => Natives.llama_vocab_is_control(vocab.Handle, _value) != 0;

    public bool IsEndOfGeneration(SafeLlamaModelHandle.Vocabulary vocab) => Natives.llama_vocab_is_eog(vocab.Handle, _value) != 0;

    public override string ToString() => _value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
