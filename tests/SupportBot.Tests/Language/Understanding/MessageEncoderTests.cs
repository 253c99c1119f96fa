using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;
using SupportBot.Hosting;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>The file in the repository does, from text on, what it did in training.</summary>
public sealed partial class MessageEncoderTests
{
    /// <summary>Weights and the inputs of linear layers are rounded to eight bits.</summary>
    private const float Rounding = 0.5f;

    private static readonly IReadOnlyList<EncoderVector> Vectors = ReadVectors();

    private static readonly Dictionary<string, BotMove> Moves = ReadMoves();

    [Fact]
    public void Read_Texts_AreTokensAsInTraining() => Assert.All(Vectors, vector => Assert.Equal(vector.Tokens, Read(vector).Tokens));

    [Fact]
    public void Read_Texts_HaveTheLogitsOfTraining()
    {
        Assert.NotEmpty(Vectors);
        foreach (var vector in Vectors)
        {
            var reading = Read(vector);
            AssertChances(vector.Act, reading.Acts);
            AssertChances(vector.Intent, reading.Intents);
            AssertLogits(vector.Topics, reading.Topics.Select(Logit));

            // Training looks at each piece, the reader at the first of each word.
            var start = Array.IndexOf(vector.Tokens, vector.Tokens[^1]) + 1;
            var firsts = FirstsOf(vector).Select(first => start + first).ToList();
            Assert.Equal(firsts.Count, reading.Words.Count);
            foreach (var (word, first) in reading.Words.Zip(firsts))
                AssertChances(vector.Expressions[first], word.Kinds);
        }
    }

    /// <summary>What the bot did last is a word to the encoder, the same one as in training.</summary>
    [Fact]
    public void Read_EachMove_IsTheWordOfTheTraining()
    {
        Assert.Equal(Enum.GetValues<BotMove>().Order(), Moves.Values.Order());
        var all = Moves.Select(move => EncoderLanguage.Encoder.Read(new Heard("hello", DateTimeOffset.UnixEpoch) { LastMove = move.Value }, EncoderWords.Read("hello", [])).Tokens).ToList();
        var said = Moves.Select(move => EncoderLanguage.Encoder.Read(new Heard(move.Key, DateTimeOffset.UnixEpoch), EncoderWords.Read(move.Key, [])).Tokens).ToList();

        Assert.All(all.Zip(said), pair => Assert.Equal(pair.Second[^2], pair.First[1]));
        Assert.Equal(all.Count, all.Select(tokens => tokens[1]).Distinct().Count());
    }

    [Fact]
    public void Read_Labels_AreOnesThatTheReaderKnows()
    {
        var reading = EncoderLanguage.Encoder.Read(new Heard("hello", DateTimeOffset.UnixEpoch), EncoderWords.Read("hello", []));

        Assert.Equal(Enum.GetValues<Act>().Order(), reading.ActNames.Select(EncoderNames.ActOf).Order());
        Assert.Equal(Enum.GetValues<Intent>().Order(), reading.IntentNames.Select(EncoderNames.IntentOf).Order());
        Assert.Equal(Enum.GetValues<Topic>().Order(), reading.TopicNames.Select(EncoderNames.TopicOf).Order());
        Assert.Equal(["none", .. Enum.GetValues<ExpressionKind>().Select(EncoderNames.Of).Order()], reading.ExpressionNames.OrderBy(name => name == "none" ? "" : name));
    }

    [Fact]
    public void Read_Context_IsPartOfWhatIsRead()
    {
        var bare = new Heard("yes", DateTimeOffset.UnixEpoch);
        var words = EncoderWords.Read("yes", []);
        var full = bare with { LastMove = BotMove.Offered, OnShow = ["1", "2", "3"], InFocus = "1", IsRequestOpen = true, LastTopics = [Topic.Delivery], LastMarked = "when" };

        var lengths = new[]
        {
            bare, full with { LastMarked = "" }, full with { InFocus = null }, full with { IsRequestOpen = false }, full with { OnShow = [], InFocus = null },
            full with { LastTopics = [] }, full,
        }.Select(heard => EncoderLanguage.Encoder.Read(heard, words).Tokens);

        Assert.Equal([5, 10, 11, 11, 9, 11, 12], lengths.Select(tokens => tokens.Count));
    }

    /// <summary>However much was said, the message has its room.</summary>
    [Fact]
    public void Read_LongTexts_AreCutToTheirRoom()
    {
        var words = EncoderWords.Read(string.Join(' ', Enumerable.Repeat("unbelievable", 400)), []);
        var heard = new Heard("x", DateTimeOffset.UnixEpoch) { LastMarked = EncoderWords.Keep(words), LastMove = BotMove.Answered };

        var reading = EncoderLanguage.Encoder.Read(heard, words);

        Assert.Equal(256, reading.Tokens.Count);
        Assert.InRange(reading.Words.Count, 15, 400);
        Assert.All(reading.Words, word => Assert.Equal(1, word.Kinds.Sum(), 3));
    }

    [Fact]
    public async Task Read_AtOnce_IsAsOneAtATime()
    {
        var texts = Enumerable.Range(0, 40).Select(i => $"where is order {i} and the {new[] { "lamp", "kettle", "mug" }[i % 3]}").ToList();
        EncoderReading Of(string text) => EncoderLanguage.Encoder.Read(new Heard(text, DateTimeOffset.UnixEpoch), EncoderWords.Read(text, []));

        var alone = texts.ConvertAll(Of);
        var together = await Task.WhenAll(texts.Select(text => Task.Run(() => Of(text))));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.Intents, pair.Second.Intents, (left, right) => Math.Abs(left - right) < 0.001));
    }

    /// <summary>Where the processor has AMX, this ended the process.</summary>
    [Fact]
    public void Read_ThenAFaultOnTheSameThread_IsAnExceptionLikeOthers()
    {
        EncoderLanguage.Encoder.Read(new Heard("where is my lamp", DateTimeOffset.UnixEpoch), EncoderWords.Read("where is my lamp", []));
        string? nothing = null;

        Assert.Throws<NullReferenceException>(() => nothing!.Length);
    }

    /// <summary>The native session is freed under nobody's feet, which would end the process.</summary>
    [Fact]
    public async Task Dispose_WhileOthersRead_LetsThemComeToTheirEnd()
    {
        for (var round = 0; round < 5; round++)
        {
            var file = EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "Models", "encoder.onnx"));
            var encoder = new MessageEncoder(file);
            using var begun = new CountdownEvent(4);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
            {
                begun.Signal();
                while (true)
                    encoder.Read(new Heard("where is my lamp", DateTimeOffset.UnixEpoch), EncoderWords.Read("where is my lamp", []));
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
            begun.Wait();

            file.Dispose();

            foreach (var reader in readers)
                await Assert.ThrowsAsync<ModelException>(() => reader);
        }
    }

    private static void AssertChances(float[] logits, float[] chances)
    {
        var expected = new float[logits.Length];
        TensorPrimitives.SoftMax(logits, expected);
        // All chances together move with each logit.
        foreach (var (wanted, got) in expected.Zip(chances).Where(pair => pair.First > 0.001f))
            Assert.InRange(MathF.Log(got), MathF.Log(wanted) - (2 * Rounding), MathF.Log(wanted) + (2 * Rounding));
        Assert.Equal(1, chances.Sum(), 3);
    }

    private static void AssertLogits(IEnumerable<float> expected, IEnumerable<float> logits) =>
        Assert.All(expected.Zip(logits), pair => Assert.InRange(pair.Second, pair.First - Rounding, pair.First + Rounding));

    private static float Logit(float chance) => MathF.Log(chance / (1 - chance));

    private static EncoderReading Read(EncoderVector vector) => EncoderLanguage.Encoder.Read(HeardOf(vector), EncoderWords.Read(vector.Text, []));

    /// <summary>The places of the words' first pieces in the message.</summary>
    private static IEnumerable<int> FirstsOf(EncoderVector vector)
    {
        var at = 0;
        foreach (var word in EncoderWords.Read(vector.Text, []))
        {
            yield return at;
            at += EncoderLanguage.Encoder.Read(new Heard(word.Text, DateTimeOffset.UnixEpoch), [word]).Tokens.Count - 4;
        }
    }

    private static Heard HeardOf(EncoderVector vector)
    {
        var words = vector.Before.Split(' ');
        var shown = Array.IndexOf(words, "shown") is > 0 and var at ? int.Parse(words[at - 1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        return new Heard(vector.Text, DateTimeOffset.UnixEpoch)
        {
            LastMove = Moves[words[0]],
            InFocus = words.Contains("focus") ? "1" : null,
            IsRequestOpen = words.Contains("request"),
            OnShow = [.. Enumerable.Range(1, shown).Select(i => $"{i}")],
            LastTopics = [.. words.Skip(1).Where(word => word is not ("focus" or "request" or "shown") && !char.IsDigit(word[0])).Select(EncoderNames.TopicOf)],
            LastMarked = EncoderWords.Keep(EncoderWords.Read(vector.Said, [])),
        };
    }

    /// <returns>The moves by the words that the encoder was trained with.</returns>
    private static Dictionary<string, BotMove> ReadMoves()
    {
        var labels = File.ReadAllText(Path.Combine(Settings.Root, "models", "training", "encoder", "labels.py"));
        return Move().Matches(labels[labels.IndexOf("MOVES", StringComparison.Ordinal)..])
            .ToDictionary(move => move.Groups["word"].Value, move => Enum.GetValues<BotMove>().Single(known => EncoderNames.Of(known) == move.Groups["name"].Value));
    }

    private static List<EncoderVector> ReadVectors()
    {
        using var stream = typeof(MessageEncoderTests).Assembly.GetManifestResourceStream("SupportBot.Tests.Models.encoder.vectors.json")!;
        // Where an order is talked about, the customer has at least that one before them.
        return [.. JsonSerializer.Deserialize<List<EncoderVector>>(stream, JsonSerializerOptions.Web)!
            .Where(vector => !vector.Before.Contains("focus", StringComparison.Ordinal) || vector.Before.Contains("shown", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"""(?<name>[a-z_]+)"": ""(?<word>[a-z]+)""")]
    private static partial Regex Move();

    /// <summary>A message, the conversation before it, and what the network of the training made of it: logits, of each piece where they are many.</summary>
    private sealed record EncoderVector(
        string Before, string Said, string Text, int[] Tokens, float[] Act, float[] Intent, float[] Topics, float[][] Expressions);
}
