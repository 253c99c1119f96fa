using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SupportBot.Language.Understanding;

/// <summary>
/// Multinomial logistic regression over <see cref="Ngrams"/> weighted by TF-IDF: says how likely each intent is, in a tenth of a
/// millisecond and without a model. Trained by <c>models/training</c>, which also describes the file. Callers may be concurrent.
/// </summary>
internal sealed class IntentClassifier
{
    private static readonly Lazy<IntentClassifier> Shipped = new(() =>
    {
        using var stream = typeof(IntentClassifier).Assembly.GetManifestResourceStream("SupportBot.Language.router.bin")!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return Read(file);
    });

    private readonly uint[] _hashes;
    private readonly Half[] _idf;
    private readonly sbyte[] _weights;
    private readonly float[] _scales;
    private readonly float[] _bias;

    private IntentClassifier(uint[] hashes, Half[] idf, sbyte[] weights, float[] scales, float[] bias)
    {
        (_hashes, _idf, _weights, _scales, _bias) = (hashes, idf, weights, scales, bias);
    }

    /// <summary>The one that ships with the bot.</summary>
    public static IntentClassifier Default => Shipped.Value;

    /// <param name="file">Little-endian: «SBROUTE1», the number of grams as UInt32; a scale and a bias for each intent as Single; then the
    /// hashes as UInt32 in rising order, their IDF as Half, and their weights as signed bytes, intent by intent.</param>
    /// <exception cref="InvalidDataException">Another kind of file, or cut off.</exception>
    public static IntentClassifier Read(ReadOnlySpan<byte> file)
    {
        const int head = 12 + (2 * sizeof(float) * IntentChances.Count);
        if (file.Length < head || !file.StartsWith("SBROUTE1"u8))
            throw new InvalidDataException("This is no file of the router.");
        var count = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (count < 0 || file.Length != head + ((long)count * (sizeof(uint) + 2 + IntentChances.Count)))
            throw new InvalidDataException("The router's file is cut off.");
        var floats = MemoryMarshal.Cast<byte, float>(file[12..head]);
        var rest = file[head..];
        return new IntentClassifier(
            MemoryMarshal.Cast<byte, uint>(rest[..(count * sizeof(uint))]).ToArray(),
            MemoryMarshal.Cast<byte, Half>(rest.Slice(count * sizeof(uint), count * 2)).ToArray(),
            MemoryMarshal.Cast<byte, sbyte>(rest[(count * (sizeof(uint) + 2))..]).ToArray(),
            floats[..IntentChances.Count].ToArray(),
            floats[IntentChances.Count..].ToArray());
    }

    /// <summary>How likely each intent is; what the corpus lacks leaves all as likely as in the corpus.</summary>
    public IntentChances Read(string message)
    {
        var (words, characters) = Ngrams.Read(message);
        Span<float> scores = stackalloc float[IntentChances.Count];
        _bias.CopyTo(scores);
        Add(words, scores);
        Add(characters, scores);
        return IntentChances.OfScores(scores);
    }

    /// <summary>Adds the dot product of a bag's vector, sublinear TF times IDF and of length one.</summary>
    private void Add(List<uint> bag, Span<float> scores)
    {
        var counts = new Dictionary<int, int>();
        foreach (var hash in bag)
        {
            var index = Array.BinarySearch(_hashes, hash);
            if (index >= 0)
                counts[index] = counts.GetValueOrDefault(index) + 1;
        }

        Span<float> sums = stackalloc float[IntentChances.Count];
        sums.Clear();
        var squares = 0f;
        foreach (var (index, count) in counts)
        {
            var value = (1 + MathF.Log(count)) * (float)_idf[index];
            squares += value * value;
            for (var intent = 0; intent < IntentChances.Count; intent++)
                sums[intent] += value * _weights[(intent * _hashes.Length) + index];
        }
        if (squares == 0)
            return;
        TensorPrimitives.Multiply(sums, _scales, sums);
        TensorPrimitives.MultiplyAdd(sums, 1 / MathF.Sqrt(squares), scores, scores);
    }
}
