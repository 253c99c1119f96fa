namespace SupportBot.Benchmarks.RandomModels;

/// <summary>Writes models with random weights as GGUF version 3 (ggml, docs/gguf.md), for tests and measurements.</summary>
public static class RandomModel
{
    private const int Alignment = 32;
    private const int BlockWeights = 32;

    // One block of random weights is written again and again: gigabytes are needed, and their values don't matter.
    private const int PoolBlocks = 1 << 15;

    private static readonly Dictionary<ChatTemplate, string> Templates = new()
    {
        [ChatTemplate.Phi3] = "{% for message in messages %}{{'<|' + message['role'] + '|>' + '\n' + message['content'] + '<|end|>\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}",
        [ChatTemplate.Mistral] = "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ ' [INST] ' + message['content'] + ' [/INST]' }}{% else %}{{ ' ' + message['content'] + eos_token }}{% endif %}{% endfor %}",
    };

    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(string path, ModelShape shape, int seed, IEnumerable<string> texts)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        var tensors = Tensors(shape).ToList();
        var metadata = Metadata(shape, texts).ToList();
        writer.Write("GGUF"u8);
        writer.Write(3);
        writer.Write((long)tensors.Count);
        writer.Write((long)metadata.Count);
        foreach (var (key, value) in metadata)
        {
            WriteText(writer, key);
            WriteValue(writer, value);
        }

        long offset = 0;
        foreach (var tensor in tensors)
        {
            WriteText(writer, tensor.Name);
            writer.Write(tensor.Rows == 0 ? 1 : 2);
            writer.Write((long)tensor.Columns);
            if (tensor.Rows > 0)
                writer.Write((long)tensor.Rows);
            writer.Write((int)tensor.Type);
            writer.Write(offset);
            offset += Aligned(tensor.Bytes);
        }

        Pad(writer, file.Position);
        var random = new Random(seed);
        var pools = new Dictionary<WeightType, byte[]>();
        foreach (var tensor in tensors)
        {
            if (!pools.TryGetValue(tensor.Type, out var pool))
                pools.Add(tensor.Type, pool = RandomBlocks(tensor.Type, shape.Width, random));
            WriteWeights(writer, tensor, pool, random);
            Pad(writer, tensor.Bytes);
        }
    }

    private static IEnumerable<Tensor> Tensors(ModelShape shape)
    {
        var keyValueWidth = shape.Width / shape.Heads * shape.KeyValueHeads;
        yield return new Tensor("token_embd.weight", shape.Width, shape.Vocabulary, shape.Type);
        yield return new Tensor("output_norm.weight", shape.Width, 0, WeightType.F32);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            yield return new Tensor($"blk.{layer}.attn_norm.weight", shape.Width, 0, WeightType.F32);
            yield return new Tensor($"blk.{layer}.attn_q.weight", shape.Width, shape.Width, shape.Type);
            yield return new Tensor($"blk.{layer}.attn_k.weight", shape.Width, keyValueWidth, shape.Type);
            yield return new Tensor($"blk.{layer}.attn_v.weight", shape.Width, keyValueWidth, shape.Type);
            yield return new Tensor($"blk.{layer}.attn_output.weight", shape.Width, shape.Width, shape.Type);
            yield return new Tensor($"blk.{layer}.ffn_norm.weight", shape.Width, 0, WeightType.F32);
            yield return new Tensor($"blk.{layer}.ffn_gate.weight", shape.Width, shape.FeedForward, shape.Type);
            yield return new Tensor($"blk.{layer}.ffn_up.weight", shape.Width, shape.FeedForward, shape.Type);
            yield return new Tensor($"blk.{layer}.ffn_down.weight", shape.FeedForward, shape.Width, shape.Type);
        }
    }

    private static IEnumerable<(string Key, object Value)> Metadata(ModelShape shape, IEnumerable<string> texts)
    {
        var tokens = RandomVocabulary.Make(shape.Vocabulary, texts);
        yield return ("general.architecture", "llama");
        // llama.cpp expects special tokens of models whose name says Phi-3.
        yield return ("general.name", shape.IsOurs ? "SupportBot random" : "Random weights");
        yield return ("llama.context_length", (uint)shape.Context);
        yield return ("llama.embedding_length", (uint)shape.Width);
        yield return ("llama.block_count", (uint)shape.Layers);
        yield return ("llama.feed_forward_length", (uint)shape.FeedForward);
        yield return ("llama.attention.head_count", (uint)shape.Heads);
        yield return ("llama.attention.head_count_kv", (uint)shape.KeyValueHeads);
        yield return ("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        yield return ("llama.rope.dimension_count", (uint)(shape.Width / shape.Heads));
        yield return ("tokenizer.ggml.model", "llama");
        yield return ("tokenizer.ggml.tokens", tokens.Select(token => token.Text).ToArray());
        yield return ("tokenizer.ggml.scores", tokens.Select(token => token.Score).ToArray());
        yield return ("tokenizer.ggml.token_type", tokens.Select(token => (int)token.Kind).ToArray());
        yield return ("tokenizer.ggml.unknown_token_id", (uint)RandomVocabulary.Unknown);
        yield return ("tokenizer.ggml.bos_token_id", (uint)RandomVocabulary.Beginning);
        yield return ("tokenizer.ggml.eos_token_id", (uint)RandomVocabulary.End);
        yield return ("tokenizer.ggml.eot_token_id", (uint)RandomVocabulary.EndOfTurn);
        yield return ("tokenizer.ggml.add_bos_token", true);
        yield return ("tokenizer.ggml.add_space_prefix", false);
        yield return ("tokenizer.chat_template", Templates[shape.Template]);
    }

    /// <summary>Blocks as ggml-common.h lays them out: a scale as half, then 32 weights of 8 bits or 16 bytes of two weights each.</summary>
    private static byte[] RandomBlocks(WeightType type, int width, Random random)
    {
        if (type == WeightType.F32)
            return Enumerable.Repeat(BitConverter.GetBytes(1f), BlockWeights).SelectMany(bytes => bytes).ToArray();
        var size = BlockBytes(type);
        var pool = new byte[size * PoolBlocks];
        random.NextBytes(pool);
        // Rows of unit length or so keep the activations, and with them the logits, finite.
        var scale = (Half)(1 / (Math.Sqrt(width) * (type == WeightType.Q8_0 ? 74 : 4.6)));
        for (var at = 0; at < pool.Length; at += size)
            BitConverter.TryWriteBytes(pool.AsSpan(at), scale);
        return pool;
    }

    private static void WriteWeights(BinaryWriter writer, Tensor tensor, byte[] pool, Random random)
    {
        var size = BlockBytes(tensor.Type);
        var left = tensor.Bytes;
        while (left > 0)
        {
            // Beginning elsewhere each time keeps rows and layers from being alike.
            var start = tensor.Type == WeightType.F32 ? 0 : random.Next(pool.Length / size) * size;
            var count = (int)Math.Min(left, pool.Length - start);
            writer.Write(pool, start, count);
            left -= count;
        }
    }

    private static int BlockBytes(WeightType type) => type switch { WeightType.F32 => 4 * BlockWeights, WeightType.Q4_0 => 18, _ => 34 };

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>A value with the number of its type in GGUF before it.</summary>
    private static void WriteValue(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case uint number:
                writer.Write(4);
                writer.Write(number);
                break;
            case float number:
                writer.Write(6);
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(7);
                writer.Write(flag);
                break;
            case string text:
                writer.Write(8);
                WriteText(writer, text);
                break;
            case Array list:
                writer.Write(9);
                writer.Write(list switch { string[] => 8, float[] => 6, _ => 5 });
                writer.Write((long)list.Length);
                foreach (var item in list)
                {
                    switch (item)
                    {
                        case string text:
                            WriteText(writer, text);
                            break;
                        case float number:
                            writer.Write(number);
                            break;
                        case int number:
                            writer.Write(number);
                            break;
                    }
                }

                break;
        }
    }

    private static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter writer, long written) => writer.Write(new byte[Aligned(written) - written]);

    /// <param name="Rows">0 for a vector.</param>
    private sealed record Tensor(string Name, int Columns, int Rows, WeightType Type)
    {
        public long Bytes => (long)Columns * Math.Max(1, Rows) / BlockWeights * BlockBytes(Type);
    }
}
