using System.Numerics.Tensors;

namespace SupportBot.Language.Understanding;

/// <summary>The encoder with its heads: what a message does, is about and points at, in its conversation. Callers may be concurrent.</summary>
internal sealed class MessageEncoder
{
    private const int MaxContext = 32;
    private const int MaxPieces = 256;

    /// <summary>What the bot did last, in words that the encoder was trained with: models/training/encoder/labels.py.</summary>
    private static readonly Dictionary<BotMove, string> Moves = new()
    {
        [BotMove.Start] = "start", [BotMove.Greeted] = "greeted", [BotMove.Answered] = "answered", [BotMove.ToldSeveral] = "several",
        [BotMove.AskedWhich] = "which", [BotMove.AskedWhat] = "what", [BotMove.Offered] = "offered", [BotMove.Requested] = "requested",
        [BotMove.Joined] = "joined", [BotMove.Withdrawn] = "withdrawn", [BotMove.NothingOpen] = "nothing", [BotMove.StillWaiting] = "waiting",
        [BotMove.Regret] = "sorry", [BotMove.Refused] = "refused", [BotMove.Page] = "page", [BotMove.Courtesy] = "courtesy",
        [BotMove.AboutBot] = "about", [BotMove.Dropped] = "dropped", [BotMove.NotFound] = "unknown", [BotMove.NoOrders] = "empty",
        [BotMove.AskedRating] = "rating", [BotMove.Thanked] = "thanked",
    };

    private readonly EncoderFile _file;
    private readonly WordPieces _pieces;
    private readonly IReadOnlyList<string> _acts;
    private readonly IReadOnlyList<string> _intents;
    private readonly IReadOnlyList<string> _topics;
    private readonly IReadOnlyList<string> _expressions;

    /// <exception cref="ModelException">The file lacks its vocabulary or the names of a head.</exception>
    public MessageEncoder(EncoderFile file)
    {
        _file = file;
        _pieces = new WordPieces(Metadata("vocabulary").Split('\n'));
        (_acts, _intents, _topics, _expressions) = (LabelsOf("act"), LabelsOf("intent"), LabelsOf("topics"), LabelsOf("expressions"));
    }

    /// <param name="words">At least one.</param>
    public EncoderReading Read(Heard heard, IReadOnlyList<EncoderWord> words)
    {
        List<int> tokens = [_pieces.Begin, .. ContextOf(heard).SelectMany(_pieces.Of).Take(MaxContext), _pieces.End];
        var start = tokens.Count;
        var firsts = new List<int>();
        foreach (var word in words)
        {
            if (tokens.Count >= MaxPieces - 1)
                break;
            firsts.Add(tokens.Count);
            tokens.AddRange(_pieces.Of(word.Text).Take(MaxPieces - 1 - tokens.Count));
        }
        tokens.Add(_pieces.End);

        var logits = _file.Run(tokens, start..^1);
        var (expressions, denied) = (logits["expressions"], Sigmoid(logits["denied"]));
        return new EncoderReading(
            Softmax(logits["act"]), Softmax(logits["intent"]), Sigmoid(logits["topics"]),
            [.. firsts.Select(token => (Softmax(expressions.AsSpan(token * _expressions.Count, _expressions.Count).ToArray()), denied[token]))])
        {
            Tokens = tokens, ActNames = _acts, IntentNames = _intents, TopicNames = _topics, ExpressionNames = _expressions,
        };
    }

    private static IEnumerable<string> ContextOf(Heard heard)
    {
        yield return Moves[heard.LastMove];
        if (heard.InFocus is not null)
            yield return "focus";
        if (heard.IsRequestOpen)
            yield return "request";
        if (ShownOf(heard) is > 0 and var shown)
        {
            yield return Math.Min(shown, 20).ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return "shown";
        }
        foreach (var topic in heard.LastTopics)
        {
            foreach (var word in EncoderWords.Read(EncoderNames.Of(topic), []))
                yield return word.Text;
        }
        if (heard.LastMarked.Length == 0)
            yield break;
        yield return "|";
        foreach (var word in EncoderWords.ReadKept(heard.LastMarked))
            yield return word;
    }

    private static int ShownOf(Heard heard) => heard.OnShow.Count > 0 ? heard.OnShow.Count : heard.InFocus is null ? 0 : 1;

    private string Metadata(string key) => _file.Metadata.TryGetValue($"supportbot.{key}", out var value) ? value
        : throw new ModelException($"The encoder's file lacks «supportbot.{key}»: it isn't ours.");

    private string[] LabelsOf(string head) => Metadata(head).Split(',');

    private static float[] Softmax(float[] logits)
    {
        TensorPrimitives.SoftMax(logits, logits);
        return logits;
    }

    private static float[] Sigmoid(float[] logits)
    {
        TensorPrimitives.Sigmoid(logits, logits);
        return logits;
    }
}

/// <summary>What the encoder tells of a message, by its own names.</summary>
/// <param name="Acts">Chances that sum up to 1.</param>
/// <param name="Intents">Chances that sum up to 1.</param>
/// <param name="Topics">A chance for each.</param>
/// <param name="Words">For each word the chances of the kinds of expression, and that it is ruled out. Words past the encoder's room are left out.</param>
internal sealed record EncoderReading(float[] Acts, float[] Intents, float[] Topics, IReadOnlyList<(float[] Kinds, float Denied)> Words)
{
    /// <summary>Pieces of context and message, as they were looked at.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    public required IReadOnlyList<string> ActNames { get; init; }

    /// <summary>How likely an act is, from 0 to 1; 0 for one that the model doesn't know.</summary>
    public float Likelihood(string act) => Acts.Where((_, i) => ActNames[i] == act).FirstOrDefault();

    public required IReadOnlyList<string> IntentNames { get; init; }

    public required IReadOnlyList<string> TopicNames { get; init; }

    public required IReadOnlyList<string> ExpressionNames { get; init; }
}
