namespace LLama.Native;

/// <summary>Stands for LLama.Native.SafeLLamaSamplerChainHandle: samplers that are applied one after the other.</summary>
public sealed unsafe class SafeLLamaSamplerChainHandle : SafeLLamaHandleBase
{
    public int Count => Natives.llama_sampler_chain_n(handle);

    public static SafeLLamaSamplerChainHandle Create(LLamaSamplerChainParams @params)
    {
        var chain = new SafeLLamaSamplerChainHandle();
        chain.SetHandle(Natives.llama_sampler_chain_init(@params));
        return chain;
    }

    public void AddGreedySampler() => Natives.llama_sampler_chain_add(handle, Natives.llama_sampler_init_greedy());

    /// <param name="grammar">GBNF. A bad one would make a null sampler, at which llama.cpp crashes later: it is refused.</param>
    public void AddGrammar(SafeLlamaModelHandle.Vocabulary vocab, string grammar, string root)
    {
        var sampler = Natives.llama_sampler_init_grammar(vocab.Handle, grammar, root);
        if (sampler == IntPtr.Zero)
            throw new ArgumentException("llama.cpp can't read the grammar.", nameof(grammar));
        Natives.llama_sampler_chain_add(handle, sampler);
    }

    public void AddGrammar(SafeLlamaModelHandle model, string grammar, string root) => AddGrammar(model.Vocab, grammar, root);

    public void Apply(ref LLamaTokenDataArrayNative candidates)
    {
        fixed (LLamaTokenDataArrayNative* array = &candidates)
            Natives.llama_sampler_apply(handle, array);
    }

    /// <summary>Samples from the logits of the last batch and accepts what came out.</summary>
    public LLamaToken Sample(SafeLLamaContextHandle context, int index) => Natives.llama_sampler_sample(handle, context.DangerousGetHandle(), index);

    public void Accept(LLamaToken token) => Natives.llama_sampler_accept(handle, (int)token);

    public void Reset() => Natives.llama_sampler_reset(handle);

    protected override bool ReleaseHandle()
    {
        Natives.llama_sampler_free(handle);
        SetHandle(IntPtr.Zero);
        return true;
    }
}
