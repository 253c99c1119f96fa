using System.Numerics.Tensors;

namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>Reads a message: what its form decides first, then the encoder.</summary>
internal static class MessageReader
{
    /// <summary>Less sure than this of the intent, the bot asks.</summary>
    public const double SureEnough = 0.55;

    private const float TopicIsAsked = 0.5f;
    private const float NamedTopicIsAsked = 0.02f;

    /// <summary>A complaint may be the second of two acts.</summary>
    private const float IsComplaintToo = 0.15f;

    /// <summary>A word belongs to no expression only where the encoder is about as sure of that.</summary>
    private const float NoExpression = 0.6f;

    /// <summary>Fewer words than these after a rating are manners: «thank you».</summary>
    private const int WordsOfComment = 3;

    /// <summary>More words than these are manners only where the encoder is sure.</summary>
    private const int WordsOfManners = 6;
    private const float SureOfManners = 0.6f;

    /// <summary>Letters read before and behind an expression.</summary>
    private const int MaxBeside = 30;

    /// <summary>That a thing of the customer's own is not asked about for its order, the encoder must be surer of.</summary>
    private const double SureOfOwnThing = 0.9;

    private static readonly Understanding Unread =
        new(Act.Other, Intent.OutOfScope, OrderReference.None, []) { Confidence = 0, IsUnsure = true, IsUnread = true };

    /// <param name="encoder"><c>null</c> while there is none: then numbers, buttons and «a person» are all that is understood.</param>
    /// <param name="sureEnough">Less sure than this of the intent, it is unsure.</param>
    public static Understanding Read(Heard heard, MessageEncoder? encoder, double sureEnough = SureEnough)
    {
        var found = Grounding.Find(heard.Text, heard.Orders);
        var words = EncoderWords.Read(heard.Text, found);
        // «4. where is my last order?»
        if (heard.LastMove == BotMove.AskedRating && RatingReader.ReadClear(heard.Text) is { Comment.Length: > 0 } rated
            && Read(heard with { Text = rated.Comment, LastMove = BotMove.Thanked }, encoder, sureEnough) is
            { Intent: not Intent.OutOfScope, IsUnsure: false, Act: Act.Ask or Act.Want or Act.WantPerson } rest)
            return rest with { Rating = rated with { Comment = "" } };
        var understood = ByForm(heard, found, words)
            ?? (encoder is null || words.Count == 0 ? Unread : ByEncoder(heard, words, encoder.Read(heard, words), sureEnough));
        return understood with { Marked = EncoderWords.Keep(words), Words = heard.Text, Query = QueryOf(heard.Text, found) };
    }

    /// <summary>Help pages tell how things are returned, not how a lamp is.</summary>
    private static string QueryOf(string text, IReadOnlyList<Grounded> found) =>
        found.Reverse().Aggregate(text, (rest, own) => $"{rest[..own.Start]}something{rest[own.End..]}");

    /// <summary>The meaning of what a model read, whichever model that was.</summary>
    public static Understanding Make(Heard heard, Act act, Intent intent, IReadOnlyList<Topic> topics, IReadOnlyList<OrderExpression> expressions)
    {
        var (orders, wanted, asked) = MeantOrders.Read(heard, act, intent, topics, expressions);
        return new Understanding(act, intent, orders, asked)
        {
            Overview = wanted,
            Word = topics.Contains(Topic.Meaning) ? StatusWordIn(heard.Text) : null,
            Rating = act == Act.Rate ? RatingReader.Read(heard.Text) : null,
        };
    }

    /// <summary>A number or a thing of theirs alone, a button's words, a rating that was asked for.</summary>
    private static Understanding? ByForm(Heard heard, IReadOnlyList<Grounded> found, List<EncoderWord> words)
    {
        if (heard.LastMove == BotMove.AskedRating && RatingReader.ReadClear(heard.Text) is { } rating)
            return new Understanding(Act.Rate, Intent.OutOfScope, OrderReference.None, []) { Rating = rating };
        if (Lexicon.English.Button(heard.Text) is { } button)
            return button;
        // Signs and pictures alone.
        if (!heard.Text.Any(char.IsLetterOrDigit))
            return new Understanding(heard.Text.Contains('?', StringComparison.Ordinal) ? Act.Ask : Act.Other, Intent.OutOfScope, OrderReference.None, [])
            {
                Confidence = 0.4, IsUnsure = true,
            };
        if (found.Count == 0 || !words.TrueForAll(word => word.Own is not null || word.Text.All(char.IsPunctuation) || Lexicon.English.Has("mere", [word.Text])))
            return null;
        return Make(heard, Act.Choose, Intent.OrderInfo, [],
            [.. found.Select(one => new OrderExpression(one.Kind == GroundedKind.Number ? ExpressionKind.Number : ExpressionKind.Product, false, "", one.Ids))]);
    }

    private static Understanding ByEncoder(Heard heard, List<EncoderWord> words, EncoderReading reading, double sureEnough)
    {
        var act = EncoderNames.ActOf(reading.ActNames[Best(reading.Acts)]);
        var isAngry = act != Act.Complain && (reading.Likelihood("complain") > IsComplaintToo || Lexicon.English.Has("angry", Lexicon.Words(heard.Text)));
        var intent = act is Act.TakeBack or Act.WantPerson ? Intent.OrderHelp : EncoderNames.IntentOf(reading.IntentNames[Best(reading.Intents)]);
        var plain = Lexicon.Words(heard.Text);
        Topic[] topics = [.. reading.TopicNames.Where((name, i) =>
            reading.Topics[i] > TopicIsAsked
            || (act is Act.Ask or Act.GoesOn or Act.WantNoPerson && intent == Intent.OrderInfo && Lexicon.English.Names("fact", name, plain))
            || (reading.Topics[i] > NamedTopicIsAsked && Lexicon.English.Names("topic", name, plain))).Select(EncoderNames.TopicOf)];
        // «no. just the tracking», «splendid, and by whom»: manners beside a question.
        if (act is Act.Decline or Act.Drop or Act.Thank or Act.Greet or Act.Other or Act.Agree or Act.Complain && intent == Intent.OrderInfo
            && topics.Any(topic => topic <= Topic.Purchase) && !topics.Any(topic => topic is Topic.Threat or Topic.Dispute))
            (act, isAngry) = (Act.Ask, isAngry || act == Act.Complain);
        // «my grinder arrived broken» wants something done, angry or not.
        if (act == Act.Complain && intent == Intent.OrderHelp && topics.Any(topic => topic <= Topic.Purchase))
            (act, isAngry) = (Act.Want, true);
        // «the headphones won't charge»: what is wrong with a thing of theirs is about its order.
        if (act == Act.Want && intent == Intent.OutOfScope && words.Exists(word => word.Own is not null))
            intent = Intent.OrderHelp;
        // «useless. person please»
        if (act is Act.Drop or Act.Decline or Act.Complain or Act.Other && Lexicon.English.Has("person", plain) && !Lexicon.English.Has("deny", plain))
            (act, intent, isAngry) = (Act.WantPerson, Intent.OrderHelp, isAngry || act == Act.Complain);
        // «5 orders are missing» and «one of my shoes is broken» rate nothing.
        if (act == Act.Rate && (Lexicon.English.Has("ones", plain) || Lexicon.English.Has("rates-nothing", plain)))
            (act, intent) = (Act.Want, Intent.OrderHelp);
        // Manners are short, or surely that.
        if (act is Act.Thank or Act.Leave or Act.Greet or Act.Rate && plain.Count > WordsOfManners && reading.Acts[Best(reading.Acts)] < SureOfManners)
            act = Act.Ask;
        // What follows a rating and asks for nothing is said about it, unless it is mere manners.
        if (heard.LastMove == BotMove.Thanked && act is Act.Thank or Act.Other or Act.Complain && topics.Length == 0 && plain.Count >= WordsOfComment)
            act = Act.Rate;
        var sureness = TensorPrimitives.Max<float>(reading.Intents);
        return Make(heard, act, intent, topics, ExpressionsOf(heard, words, reading)) with
        {
            Confidence = sureness,
            IsAngry = isAngry,
            // A thing of theirs may be about its order after all: better a question than a refusal.
            IsUnsure = sureness < (intent == Intent.OutOfScope && words.Exists(word => word.Own is not null) ? Math.Max(sureEnough, SureOfOwnThing) : sureEnough)
                && act is Act.Ask or Act.Want or Act.Other,
        };
    }

    private static OrderStatus? StatusWordIn(string text) =>
        Lexicon.English.Value("status-word", Lexicon.Words(text)) is { } word ? Enum.Parse<OrderStatus>(word, ignoreCase: true) : null;

    /// <summary>Neighbouring words of one kind are one expression; the customer's own numbers and products are one whatever the encoder says.</summary>
    private static List<OrderExpression> ExpressionsOf(Heard heard, List<EncoderWord> words, EncoderReading reading)
    {
        var text = heard.Text;
        var found = new List<OrderExpression>();
        var dates = DateReader.Places(text).ToList();
        ExpressionKind? KindOf(int i)
        {
            if (words[i].Own is null && dates.Exists(date => words[i].Start >= date.Start && words[i].Start < date.End))
                return ExpressionKind.Time;
            var told = MessageReader.KindOf(words[i], reading, i);
            // «order 5»: what the encoder takes for a place may be a short number.
            var mayBeNumber = words[i].Text == EncoderWords.Number || (told == ExpressionKind.Position && words[i].Text.All(char.IsAsciiDigit));
            var before = text.AsSpan(0, words[i].Start);
            return mayBeNumber && (Lexicon.English.LeadsToNumber(before) || Grounding.EndsInPrefix(before, heard.Orders))
                ? ExpressionKind.Number : told;
        }

        for (var i = 0; i < reading.Words.Count;)
        {
            var kind = KindOf(i);
            var last = i;
            // «third from last» is one place.
            bool GoesOn(int at) => at < reading.Words.Count && words[at].Own is null
                && (KindOf(at) == kind || (kind == ExpressionKind.Position && words[at].Text == "from" && at + 1 < reading.Words.Count && KindOf(at + 1) == kind));
            while (kind is not null && words[i].Own is null && GoesOn(last + 1))
                last++;
            if (kind is { } told)
            {
                var (start, end) = (words[i].Start, words[last].Start + words[last].Length);
                // «hasn't» is one word.
                while (words[i].Own is null && start > 0 && !char.IsWhiteSpace(text[start - 1]))
                    start--;
                // Nothing is ruled out without a word that does it.
                var isDenied = Enumerable.Range(i, last - i + 1).Any(at => reading.Words[at].Denied > 0.5f)
                    && Lexicon.English.Has("deny", Lexicon.Words(text[Math.Max(0, start - MaxBeside)..end]));
                var ids = words[i].Own?.Ids ?? (told == ExpressionKind.Product ? Grounding.Described(text[start..end], heard.Orders) : []);
                found.Add(new OrderExpression(told, isDenied, text[start..end], ids)
                {
                    Before = text[Math.Max(0, start - MaxBeside)..start],
                    After = text[end..Math.Min(text.Length, end + MaxBeside)],
                });
            }
            i = last + 1;
        }
        return found;
    }

    private static ExpressionKind? KindOf(EncoderWord word, EncoderReading reading, int i)
    {
        if (word.Own is { } own)
            return own.Kind == GroundedKind.Number ? ExpressionKind.Number : ExpressionKind.Product;
        var kinds = reading.Words[i].Kinds;
        var best = Best(kinds);
        if (reading.ExpressionNames[best] == "none")
        {
            if (kinds[best] >= NoExpression)
                return null;
            best = Enumerable.Range(0, kinds.Length).Where(kind => kind != best).MaxBy(kind => kinds[kind]);
        }
        return Enum.Parse<ExpressionKind>(reading.ExpressionNames[best], ignoreCase: true);
    }

    private static int Best(ReadOnlySpan<float> chances) => TensorPrimitives.IndexOfMax(chances);
}
