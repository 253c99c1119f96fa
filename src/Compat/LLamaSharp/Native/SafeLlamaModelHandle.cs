using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LLama.Abstractions;
using LLama.Exceptions;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.SafeLlamaModelHandle: the weights.</summary>
public sealed unsafe class SafeLlamaModelHandle : SafeLLamaHandleBase
{
    private Vocabulary? _vocab;

    public int ContextSize => Natives.llama_model_n_ctx_train(handle);

    public int EmbeddingSize => Natives.llama_model_n_embd(handle);

    public int LayerCount => Natives.llama_model_n_layer(handle);

    public int HeadCount => Natives.llama_model_n_head(handle);

    public int KVHeadCount => Natives.llama_model_n_head_kv(handle);

    public ulong ParameterCount => Natives.llama_model_n_params(handle);

    public ulong SizeInBytes => Natives.llama_model_size(handle);

    public int MetadataCount => Natives.llama_model_meta_count(handle);

    public string Description => Encoding.UTF8.GetString(Read((buffer, size) => Natives.llama_model_desc(handle, (byte*)buffer, size))!.Value.Span);

    public Vocabulary Vocab => _vocab ??= new Vocabulary(this);

    public Memory<byte>? MetadataKeyByIndex(int index) => Read((buffer, size) => Natives.llama_model_meta_key_by_index(handle, index, (byte*)buffer, size));

    public Memory<byte>? MetadataValueByIndex(int index) => Read((buffer, size) => Natives.llama_model_meta_val_str_by_index(handle, index, (byte*)buffer, size));

    public Memory<byte>? MetadataValueByKey(string key)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(key + '\0'))
        {
            var pointer = (nint)name;
            return Read((buffer, size) => Natives.llama_model_meta_val_str(handle, (byte*)pointer, (byte*)buffer, size));
        }
    }

    /// <returns><c>null</c> when there is none and <paramref name="strict"/> is off.</returns>
    public string? GetTemplate(string? name = null, bool strict = true)
    {
        fixed (byte* key = name is null ? null : Encoding.UTF8.GetBytes(name + '\0'))
        {
            var text = Natives.llama_model_chat_template(handle, key);
            if (text == null && strict)
                throw new TemplateNotFoundException(name ?? "default template");
            return Marshal.PtrToStringUTF8((nint)text);
        }
    }

    public LLamaToken[] Tokenize(string text, bool addBos, bool special, Encoding encoding)
    {
        if (string.IsNullOrEmpty(text) && !addBos)
            return [];
        var bytes = encoding.GetBytes(text);
        // The pointer of an empty array would be null, which llama.cpp dereferences.
        fixed (byte* start = bytes.Length == 0 ? new byte[1] : bytes)
        {
            var count = -Natives.llama_tokenize(Vocab.Handle, start, bytes.Length, null, 0, Flag(addBos), Flag(special));
            var tokens = new LLamaToken[Math.Max(0, count)];
            fixed (LLamaToken* first = tokens)
            {
                if (count > 0 && Natives.llama_tokenize(Vocab.Handle, start, bytes.Length, first, count, Flag(addBos), Flag(special)) != count)
                    throw new RuntimeError("Error happened during tokenization. It's possibly caused by wrong encoding. Please try to specify the encoding.");
            }

            return tokens;
        }
    }

    /// <returns>The length of the token's text in bytes; more than <paramref name="dest"/> holds means that nothing was written.</returns>
    public uint TokenToSpan(LLamaToken token, Span<byte> dest, int lstrip = 0, bool special = false)
    {
        fixed (byte* buffer = dest)
            return (uint)Math.Abs(Natives.llama_token_to_piece(Vocab.Handle, (int)token, buffer, dest.Length, lstrip, Flag(special)));
    }

    protected override bool ReleaseHandle()
    {
        Natives.llama_model_free(handle);
        SetHandle(IntPtr.Zero);
        return true;
    }

    /// <param name="progress">Told the part that is loaded, 0 to 1; <c>false</c> stops.</param>
    /// <exception cref="LoadWeightsFailedException">Not a model that llama.cpp can load, or stopped.</exception>
    internal static SafeLlamaModelHandle Load(IModelParams parameters, Func<float, bool>? progress)
    {
        // Says plainly that a file is missing or can't be read; llama.cpp would only fail.
        using (new FileStream(parameters.ModelPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
        }

        var native = Natives.llama_model_default_params();
        native.n_gpu_layers = parameters.GpuLayerCount < 0 ? int.MaxValue : parameters.GpuLayerCount;
        native.main_gpu = parameters.MainGpu;
        native.use_mmap = Flag(parameters.UseMemorymap);
        native.use_mlock = Flag(parameters.UseMemoryLock);
        native.vocab_only = Flag(parameters.VocabOnly);
        native.check_tensors = Flag(parameters.CheckTensors);
        var listener = GCHandle.Alloc(progress);
        try
        {
            if (progress is not null)
            {
                native.progress_callback = &OnProgress;
                native.progress_callback_user_data = GCHandle.ToIntPtr(listener);
            }

            var model = Natives.llama_model_load_from_file(parameters.ModelPath, native);
            if (model == IntPtr.Zero)
                throw new LoadWeightsFailedException(parameters.ModelPath);
            var weights = new SafeLlamaModelHandle();
            weights.SetHandle(model);
            return weights;
        }
        finally
        {
            listener.Free();
        }
    }

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnProgress(float part, nint listener) => Flag(((Func<float, bool>)GCHandle.FromIntPtr(listener).Target!)(part));

    private static Memory<byte>? Read(Func<nint, nuint, int> write)
    {
        var length = write(0, 0);
        if (length < 0)
            return null;
        var text = new byte[length + 1];
        fixed (byte* buffer = text)
            write((nint)buffer, (nuint)text.Length);
        return text.AsMemory(0, length);
    }

    /// <summary>Stands for LLama.Native.SafeLlamaModelHandle.Vocabulary.</summary>
    public sealed class Vocabulary
    {
        private readonly SafeLlamaModelHandle _model;

        internal Vocabulary(SafeLlamaModelHandle model)
        {
            _model = model;
            Handle = Natives.llama_model_get_vocab(model.handle);
        }

        public int Count => Natives.llama_vocab_n_tokens(Handle);

        public LLamaVocabType Type => Natives.llama_vocab_type(Handle);

        public LLamaToken? BOS => Token(Natives.llama_vocab_bos(Handle));

        public LLamaToken? EOS => Token(Natives.llama_vocab_eos(Handle));

        public LLamaToken? EOT => Token(Natives.llama_vocab_eot(Handle));

        public LLamaToken? Newline => Token(Natives.llama_vocab_nl(Handle));

        public LLamaToken? Pad => Token(Natives.llama_vocab_pad(Handle));

        public bool ShouldAddBOS => Natives.llama_vocab_get_add_bos(Handle) != 0;

        public bool ShouldAddEOS => Natives.llama_vocab_get_add_eos(Handle) != 0;

        internal nint Handle { get; }

        public string? LLamaTokenToString(LLamaToken? token, bool isSpecialToken)
        {
            if (token is not { } known)
                return null;
            var text = new byte[256];
            var length = (int)_model.TokenToSpan(known, text, 0, isSpecialToken);
            return Encoding.UTF8.GetString(text, 0, Math.Min(length, text.Length));
        }

        private static LLamaToken? Token(int token) => token < 0 ? null : token;
    }
}
