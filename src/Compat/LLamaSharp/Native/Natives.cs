using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>The functions of llama.h and ggml-backend.h (b8390) that the rest calls.</summary>
internal static unsafe partial class Natives
{
    private const string Llama = LibraryLoader.Llama;

    static Natives() => LibraryLoader.Load();

    [LibraryImport(Llama)] public static partial void llama_backend_init();
    [LibraryImport(Llama)] public static partial void llama_backend_free();
    [LibraryImport(Llama)] public static partial void llama_log_set(delegate* unmanaged[Cdecl]<int, byte*, nint, void> callback, nint data);
    [LibraryImport(Llama)] public static partial nint llama_print_system_info();
    [LibraryImport(Llama)] public static partial byte llama_supports_gpu_offload();
    [LibraryImport(Llama)] public static partial byte llama_supports_mmap();
    [LibraryImport(Llama)] public static partial byte llama_supports_mlock();
    [LibraryImport(Llama)] public static partial nuint llama_max_devices();
    [LibraryImport(Llama)] public static partial nuint llama_max_parallel_sequences();
    [LibraryImport(Llama)] public static partial long llama_time_us();

    [DllImport(Llama)] public static extern NativeModelParams llama_model_default_params();
    [DllImport(Llama)] public static extern nint llama_model_load_from_file([MarshalAs(UnmanagedType.LPUTF8Str)] string path, NativeModelParams parameters);
    [LibraryImport(Llama)] public static partial void llama_model_free(nint model);
    [LibraryImport(Llama)] public static partial nint llama_model_get_vocab(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_n_ctx_train(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_n_embd(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_n_layer(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_n_head(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_n_head_kv(nint model);
    [LibraryImport(Llama)] public static partial ulong llama_model_n_params(nint model);
    [LibraryImport(Llama)] public static partial ulong llama_model_size(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_desc(nint model, byte* buffer, nuint size);
    [LibraryImport(Llama)] public static partial int llama_model_meta_count(nint model);
    [LibraryImport(Llama)] public static partial int llama_model_meta_key_by_index(nint model, int index, byte* buffer, nuint size);
    [LibraryImport(Llama)] public static partial int llama_model_meta_val_str_by_index(nint model, int index, byte* buffer, nuint size);
    [LibraryImport(Llama)] public static partial int llama_model_meta_val_str(nint model, byte* key, byte* buffer, nuint size);
    [LibraryImport(Llama)] public static partial byte* llama_model_chat_template(nint model, byte* name);
    [LibraryImport(Llama)] public static partial int llama_chat_apply_template(byte* template, NativeChatMessage* messages, nuint count, byte addAssistant, byte* buffer, int length);

    [LibraryImport(Llama)] public static partial int llama_vocab_n_tokens(nint vocab);
    [LibraryImport(Llama)] public static partial LLamaVocabType llama_vocab_type(nint vocab);
    [LibraryImport(Llama)] public static partial LLamaTokenAttr llama_vocab_get_attr(nint vocab, int token);
    [LibraryImport(Llama)] public static partial byte llama_vocab_is_eog(nint vocab, int token);
    [LibraryImport(Llama)] public static partial byte llama_vocab_is_control(nint vocab, int token);
    [LibraryImport(Llama)] public static partial int llama_vocab_bos(nint vocab);
    [LibraryImport(Llama)] public static partial int llama_vocab_eos(nint vocab);
    [LibraryImport(Llama)] public static partial int llama_vocab_eot(nint vocab);
    [LibraryImport(Llama)] public static partial int llama_vocab_nl(nint vocab);
    [LibraryImport(Llama)] public static partial int llama_vocab_pad(nint vocab);
    [LibraryImport(Llama)] public static partial byte llama_vocab_get_add_bos(nint vocab);
    [LibraryImport(Llama)] public static partial byte llama_vocab_get_add_eos(nint vocab);
    [LibraryImport(Llama)] public static partial int llama_tokenize(nint vocab, byte* text, int length, LLamaToken* tokens, int most, byte addSpecial, byte parseSpecial);
    [LibraryImport(Llama)] public static partial int llama_token_to_piece(nint vocab, int token, byte* buffer, int length, int lstrip, byte special);

    [DllImport(Llama)] public static extern NativeContextParams llama_context_default_params();
    [DllImport(Llama)] public static extern nint llama_init_from_model(nint model, NativeContextParams parameters);
    [LibraryImport(Llama)] public static partial void llama_free(nint context);
    [LibraryImport(Llama)] public static partial uint llama_n_ctx(nint context);
    [LibraryImport(Llama)] public static partial uint llama_n_batch(nint context);
    [LibraryImport(Llama)] public static partial uint llama_n_ubatch(nint context);
    [LibraryImport(Llama)] public static partial uint llama_n_seq_max(nint context);
    [LibraryImport(Llama)] public static partial int llama_n_threads(nint context);
    [LibraryImport(Llama)] public static partial int llama_n_threads_batch(nint context);
    [LibraryImport(Llama)] public static partial void llama_set_n_threads(nint context, int threads, int batchThreads);
    [LibraryImport(Llama)] public static partial void llama_set_abort_callback(nint context, nint callback, nint data);
    [DllImport(Llama)] public static extern int llama_decode(nint context, LLamaNativeBatch batch);
    [LibraryImport(Llama)] public static partial void llama_synchronize(nint context);
    [LibraryImport(Llama)] public static partial float* llama_get_logits_ith(nint context, int index);

    [LibraryImport(Llama)] public static partial nint llama_get_memory(nint context);
    [LibraryImport(Llama)] public static partial void llama_memory_clear(nint memory, byte data);
    [LibraryImport(Llama)] public static partial byte llama_memory_seq_rm(nint memory, int sequence, int from, int to);
    [LibraryImport(Llama)] public static partial void llama_memory_seq_cp(nint memory, int source, int target, int from, int to);
    [LibraryImport(Llama)] public static partial void llama_memory_seq_keep(nint memory, int sequence);
    [LibraryImport(Llama)] public static partial int llama_memory_seq_pos_min(nint memory, int sequence);
    [LibraryImport(Llama)] public static partial int llama_memory_seq_pos_max(nint memory, int sequence);

    [DllImport(Llama)] public static extern LLamaSamplerChainParams llama_sampler_chain_default_params();
    [DllImport(Llama)] public static extern nint llama_sampler_chain_init(LLamaSamplerChainParams parameters);
    [LibraryImport(Llama)] public static partial void llama_sampler_chain_add(nint chain, nint sampler);
    [LibraryImport(Llama)] public static partial int llama_sampler_chain_n(nint chain);
    [LibraryImport(Llama)] public static partial nint llama_sampler_init_greedy();
    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)] public static partial nint llama_sampler_init_grammar(nint vocab, string grammar, string root);
    [LibraryImport(Llama)] public static partial void llama_sampler_apply(nint sampler, LLamaTokenDataArrayNative* candidates);
    [LibraryImport(Llama)] public static partial void llama_sampler_accept(nint sampler, int token);
    [LibraryImport(Llama)] public static partial void llama_sampler_reset(nint sampler);
    [LibraryImport(Llama)] public static partial int llama_sampler_sample(nint sampler, nint context, int index);
    [LibraryImport(Llama)] public static partial void llama_sampler_free(nint sampler);
}
