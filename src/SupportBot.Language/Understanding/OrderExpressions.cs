namespace SupportBot.Language.Understanding;

/// <summary>Kinds of words that say which orders are meant.</summary>
internal enum ExpressionKind { Number, Product, Position, Time, Status, Pronoun, Other, Both, All, Older }

/// <summary>Words of a message that say which orders are meant.</summary>
/// <param name="IsDenied">They are ruled out: «not the lamp».</param>
/// <param name="Text">As the customer wrote them.</param>
/// <param name="Ids">Ids of the customer's orders that code found them to name; empty where it found none.</param>
internal sealed record OrderExpression(ExpressionKind Kind, bool IsDenied, string Text, IReadOnlyList<string> Ids)
{
    /// <summary>What stands before it: «the one that hasn't *shipped*».</summary>
    public string Before { get; init; } = "";

    /// <summary>What follows it: «the third order *I ever placed*».</summary>
    public string After { get; init; } = "";
}

/// <summary>Makes a reference of the expressions of a message: code reads what their words mean.</summary>
internal static class OrderExpressions
{
    private static readonly Lexicon Lexicon = Lexicon.English;

    public static OrderReference Read(IReadOnlyList<OrderExpression> expressions, DateOnly today, bool hasFocus = false)
    {
        expressions = [.. expressions.Select(one => one.Kind == ExpressionKind.Status && IsStateNot(one) ? one with { IsDenied = false } : one)
            // What nobody knows rules nothing out.
            .Where(one => !one.IsDenied || one.Kind != ExpressionKind.Product || one.Ids.Count > 0)];
        // «not that one the lamp»: the thing is what is meant in its place.
        if (expressions is [{ Kind: ExpressionKind.Pronoun or ExpressionKind.Position }, .., { Kind: ExpressionKind.Product, Ids.Count: > 0 } last]
            && expressions.All(one => one.IsDenied))
            expressions = [.. expressions.SkipLast(1), last with { IsDenied = false }];
        // «whistles, no sorry, the drum I meant»
        if (expressions.LastOrDefault(one => one is { Kind: ExpressionKind.Product, IsDenied: false }) is { Ids.Count: > 0 } meant
            && Lexicon.Has("rather", [.. Lexicon.Words(meant.Before).TakeLast(4)]))
            expressions = [.. expressions.Where(one => one == meant || one.Kind != ExpressionKind.Product || one.IsDenied)];
        // «everything from 2025 incl cancelled ones»
        expressions = [.. expressions.Where(one => one.Kind != ExpressionKind.Status || !Lexicon.Has("including", [.. Lexicon.Words(one.Before).TakeLast(2)]))];
        // «not my last order, the one before it»
        expressions = [.. expressions.Select(one =>
            one is { Kind: ExpressionKind.Position, IsDenied: true } && Lexicon.Words(one.Text).Contains("before") ? one with { IsDenied = false } : one)];
        // «the second of my three orders» is one place.
        if (expressions.Count > 1)
            expressions = [.. expressions.Where(one => one.Kind != ExpressionKind.Position || !IsMereCount(one))];
        // «the one from may» is no first place.
        if (expressions.Count > 1)
            expressions = [.. expressions.Where(one =>
                one.Kind != ExpressionKind.Position || Lexicon.Words(one.Text) is not (["one"] or ["the" or "that" or "my", "one"]))];
        var signs = expressions.Where(one => !one.IsDenied)
            .Select(one => (one.Kind, Reference: Of(one, today, hasFocus))).Where(sign => sign.Reference is not null)
            .Select(sign => (sign.Kind, Reference: sign.Reference!)).DistinctBy(sign => sign.Reference).ToList();
        OrderReference[] except = [.. expressions.Where(one => one.IsDenied).Select(one => Of(one, today, hasFocus)).OfType<OrderReference>().Distinct()];
        if (signs.FindAll(sign => sign.Reference is OrderReference.InState) is { Count: > 1 } states)
        {
            signs.RemoveAll(states.Contains);
            // «shipped but not here yet» is shipped.
            if (states.Exists(sign => sign.Reference is OrderReference.Open) && states.FindAll(sign => sign.Reference is OrderReference.InStatus) is [var certain])
                states = [certain];
            // «the cancelled one and the returned one» are two, «sent back or cancelled» is either.
            var isEach = expressions.Count(one => one.Kind == ExpressionKind.Status && Lexicon.Words(one.Before).LastOrDefault() == "the") == states.Count;
            signs.Add(states.Count == 1 ? states[0] : (isEach ? ExpressionKind.Position : ExpressionKind.Status, isEach ? new OrderReference.Several([.. states.Select(sign => sign.Reference)])
                : new OrderReference.AnyOf([.. states.Select(sign => (OrderReference.InState)sign.Reference)])));
        }
        // «the open ones», «my june orders»
        if (signs is [{ Kind: ExpressionKind.Status or ExpressionKind.Time, Reference: var sole }]
            && expressions.FirstOrDefault(one => !one.IsDenied) is { } said && Lexicon.Has("ones", [.. Lexicon.Words(said.Text), .. Lexicon.Words(said.After).Take(1), .. Lexicon.Words(said.Before).TakeLast(2)]))
            signs = [(ExpressionKind.All, new OrderReference.All()), (signs[0].Kind, sole)];
        var (main, rest) = Main(signs, [.. expressions.SelectMany(one => one.Ids)], hasFocus);
        return main with { Also = [.. rest], Except = [.. main.Except, .. except] };
    }

    private static bool IsMereCount(OrderExpression expression) =>
        Lexicon.Words(expression.Before).TakeLast(2).Contains("of") && Lexicon.Words(expression.Text) is var words
        && words.Exists(word => Lexicon.Has("count", [word])) && words.TrueForAll(word => Lexicon.Has("count", [word]) || Lexicon.Has("ones", [word]) || word is "my" or "the" or "your");

    /// <summary>The surest sign, and those that only narrow it.</summary>
    private static (OrderReference Main, IEnumerable<OrderReference> Others) Main(
        List<(ExpressionKind Kind, OrderReference Reference)> signs, HashSet<string> known, bool hasFocus)
    {
        IEnumerable<OrderReference> Narrowing(params IReadOnlyList<ExpressionKind> kinds) =>
            signs.Where(sign => kinds.Contains(sign.Kind)).Select(sign => sign.Reference);

        // A number that is nobody's order beside another sign is a telephone number, a parcel's or the like.
        var numbers = signs.Select(sign => sign.Reference).OfType<OrderReference.Numbers>().ToList();
        if (signs.Exists(sign => sign.Kind is ExpressionKind.Product && sign.Reference is OrderReference.Product { Ids.Count: > 0 }
            || sign.Kind is ExpressionKind.Position or ExpressionKind.Older))
            numbers.RemoveAll(number => !known.IsSupersetOf(number.Ids));
        if (numbers.Count > 0)
            return (new OrderReference.Numbers([.. numbers.SelectMany(number => number.Ids).Distinct()]), []);
        // «the second of all my orders» is one; «all but the second» has none of these.
        var isOne = signs.Exists(sign => sign.Kind is ExpressionKind.Position or ExpressionKind.Older);
        if (!isOne && signs.Exists(sign => sign.Kind == ExpressionKind.All) && signs.Find(sign => sign.Kind == ExpressionKind.All).Reference is { } all)
            return (all, Narrowing(ExpressionKind.Time, ExpressionKind.Status, ExpressionKind.Product));
        if (Products(signs) is { } named)
        {
            // «both plant pot orders»
            if (named is OrderReference.Product { Ids.Count: > 1 } && signs.Exists(sign => sign.Kind == ExpressionKind.Both))
                return (new OrderReference.All(), [named]);
            // «keep the jacket, the other one goes back»
            if (signs.FindIndex(sign => sign.Reference is OrderReference.Other) is > 0 and var other && signs[0].Reference is OrderReference.Product)
                return (signs[other].Reference with { Except = [named] }, []);
            // «when did it arrive, I need it for the form»
            if (hasFocus && named is OrderReference.Product { Ids.Count: 0 }
                && signs.Find(sign => sign.Kind == ExpressionKind.Pronoun).Reference is OrderReference.Mentioned it)
                return (it, []);
            // A thing that nobody finds by its name, but a time: «the christmas present order of early december».
            if (named is OrderReference.Product { Ids.Count: 0 } && signs.Find(sign => sign.Kind == ExpressionKind.Time).Reference is { } time)
                return (time, []);
            // A thing that nobody finds by its name, but the only one that was sent back.
            if (named is OrderReference.Product { Ids.Count: 0 } && signs.Find(sign => sign.Reference is OrderReference.InStatus).Reference is { } state)
                return (state, []);
            return (named, Narrowing(ExpressionKind.Time, ExpressionKind.Status, ExpressionKind.Position, ExpressionKind.Older));
        }
        foreach (var kind in (ReadOnlySpan<ExpressionKind>)[ExpressionKind.Older, ExpressionKind.Position, ExpressionKind.Both, ExpressionKind.Other])
        {
            var found = signs.Where(sign => sign.Kind == kind).Select(sign => sign.Reference).ToList();
            if (kind == ExpressionKind.Both && found.Count > 0 && signs.Exists(sign => sign.Kind is ExpressionKind.Status or ExpressionKind.Time))
                return (new OrderReference.All(), Narrowing(ExpressionKind.Time, ExpressionKind.Status));
            if (found.Count == 1 || (found.Count > 1 && kind is not ExpressionKind.Position))
                return (found[0], Narrowing(ExpressionKind.Time, ExpressionKind.Status));
            if (found.Count > 1)
                return (new OrderReference.Several(found), []);
        }
        var states = signs.Where(sign => sign.Kind == ExpressionKind.Status).Select(sign => sign.Reference).ToList();
        var times = signs.Where(sign => sign.Kind == ExpressionKind.Time).Select(sign => sign.Reference).ToList();
        if (times.Count > 0)
            return times.Count == 1 ? (times[0], states) : (new OrderReference.Several(times), []);
        if (states.Count > 0)
            return (states[0], []);
        return signs.Exists(sign => sign.Kind == ExpressionKind.Pronoun) ? (signs.Find(sign => sign.Kind == ExpressionKind.Pronoun).Reference, [])
            : (OrderReference.None, []);
    }

    /// <summary>Things of one order are one sign; of several, each is meant.</summary>
    private static OrderReference? Products(List<(ExpressionKind Kind, OrderReference Reference)> signs)
    {
        var products = signs.Select(sign => sign.Reference).OfType<OrderReference.Product>().ToList();
        var known = products.Where(product => product.Ids.Count > 0).ToList();
        if (known.Count == 0)
            return products.FirstOrDefault();
        var common = known.Skip(1).Aggregate(known[0].Ids.AsEnumerable(), (ids, product) => ids.Intersect(product.Ids)).ToList();
        return common.Count > 0 ? new OrderReference.Product(common) : new OrderReference.Several([.. known]);
    }

    private static OrderReference? Of(OrderExpression expression, DateOnly today, bool hasFocus) => expression.Kind switch
    {
        ExpressionKind.Number when expression.Ids.Count > 1 => new OrderReference.Product(expression.Ids),
        // No number, or an amount or a day: «you said oct 5».
        ExpressionKind.Number when expression.Ids.Count == 0 && (!expression.Text.Any(char.IsDigit) || OrderHints.IsAmount(expression)
            || DateReader.Read(expression.Before + expression.Text, today) is { Day: not null }) => null,
        // «nothing arrived at 94122»
        ExpressionKind.Number when expression.Ids.Count == 0 && Lexicon.Has("number-not", [.. Lexicon.Words(expression.Before).TakeLast(1)]) => null,
        ExpressionKind.Number => new OrderReference.Numbers(expression.Ids.Count > 0 ? expression.Ids[0] : NumberIn(expression.Text)),
        ExpressionKind.Product => new OrderReference.Product(expression.Ids),
        ExpressionKind.Position => Position(Lexicon.Words(expression.Text), [.. Lexicon.Words(expression.Before).TakeLast(2)], Lexicon.Words(expression.After))
            ?? Most("superlative", expression.Text),
        // «it was supposed to be here a week ago»
        ExpressionKind.Time when Lexicon.Has("not-bought", Lexicon.Words(expression.Before)) => null,
        ExpressionKind.Time when DateReader.Read(LeadOf(expression.Before) + expression.Text + expression.After, today) is { } days => new OrderReference.Bought(days),
        ExpressionKind.Time => null,
        ExpressionKind.Status => State(Lexicon.Words(expression.Text), IsStateNot(expression), today),
        ExpressionKind.Older => Most("quality", expression.Text),
        ExpressionKind.Both => new OrderReference.Both(),
        // «all of it» is the whole of one.
        ExpressionKind.All when hasFocus && Lexicon.Words(expression.Text).Contains("it") => new OrderReference.Mentioned(),
        ExpressionKind.All => new OrderReference.All(OnShow: IsOnShow(Lexicon.Words(expression.Text))),
        ExpressionKind.Other when Lexicon.Has("place", Lexicon.Words(expression.Text)) => Position(Lexicon.Words(expression.Text), [], []),
        ExpressionKind.Other when Lexicon.Has("many", Lexicon.Words(expression.Text)) =>
            new OrderReference.All(OnShow: true) { Except = [new OrderReference.Mentioned()] },
        ExpressionKind.Other => new OrderReference.Other(),
        // «those» of one order are the things in it.
        _ => !hasFocus && Lexicon.Has("many", Lexicon.Words(expression.Text)) ? new OrderReference.All(OnShow: true) : new OrderReference.Mentioned(),
    };

    /// <param name="table">Of the lexicon: «quality», or «superlative» for words that compare with all others.</param>
    public static OrderReference? Most(string table, string text) =>
        Lexicon.Value(table, Lexicon.Words(text)) is { } quality ? new OrderReference.Most(Enum.Parse<Quality>(quality, ignoreCase: true)) : null;

    /// <summary>«order no. 1042» without the words before the number.</summary>
    private static string NumberIn(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => !word.Any(char.IsDigit)));

    /// <summary>Words before a time that belong to it: «between», «over the».</summary>
    private static string LeadOf(string before) =>
        string.Join(' ', Lexicon.Words(before).AsEnumerable().Reverse().TakeWhile(word => Lexicon.Has("time-lead", [word])).Reverse()) + " ";

    /// <summary>«all of them» are those on show, «all my orders» are all.</summary>
    private static bool IsOnShow(List<string> words) => !words.Exists(word => word is "my" or "order" or "orders" or "ever" or "purchases" or "history" or "i");

    private static OrderReference? Position(List<string> words, List<string> before, List<string> after)
    {
        var place = Lexicon.Value("place", words) is { } name ? int.Parse(name, CultureInfo.InvariantCulture)
            : words.Find(word => word.Length <= 4 && char.IsAsciiDigit(word[0])) is { } digits
                && int.TryParse(digits.AsSpan().TrimEnd("stndrh"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var position = Lexicon.Value("position", words);
        // «my last 3», but «3rd last».
        if (position is "last" or "newest" && words.Exists(word => word.Length <= 4 && word.All(char.IsAsciiDigit)))
            return new OrderReference.Latest(place);
        var isLast = words.Contains("last");
        if (position == "from-end" || Lexicon.Value("position", [.. before, .. words]) == "from-end")
            return new OrderReference.Ordinal(place ?? 2, CountedFrom.Bottom);
        if (position == "oldest" || (place is not null && words.Contains("ever"))
            || (place is not null && position is null && (Lexicon.Has("since-first", after) || Lexicon.Has("since-first", words))))
            return new OrderReference.Ordinal(place is null || words.Contains("first") ? 1 : place.Value, CountedFrom.Oldest);
        if (words.Contains("before") || position == "before")
            return new OrderReference.Ordinal(2, CountedFrom.Bottom);
        if (place is { } nth && !words.Contains("number"))
            return isLast ? new OrderReference.Ordinal(nth, CountedFrom.Bottom) : new OrderReference.Ordinal(nth);
        var count = Lexicon.Value("count", words) is { } counted ? int.Parse(counted, CultureInfo.InvariantCulture) : place;
        return position switch
        {
            "last" or "newest" when count is > 1 => new OrderReference.Latest(count),
            "last" when words.Exists(word => word is "one" or "list") || words is ["last"] or ["the", "last"] =>
                new OrderReference.Ordinal(1, CountedFrom.Bottom),
            "last" or "newest" => new OrderReference.Latest(),
            "bottom" => new OrderReference.Ordinal(1, CountedFrom.Bottom),
            "top" => new OrderReference.Ordinal(1),
            "middle" => new OrderReference.Ordinal(2),
            _ => count is { } only ? new OrderReference.Ordinal(only) : null,
        };
    }

    /// <summary>«the one that hasn't shipped» is in a state; «not the shipped one» is ruled out.</summary>
    private static bool IsStateNot(OrderExpression expression)
    {
        var words = Lexicon.Words(expression.Before).TakeLast(3).Concat(Lexicon.Words(expression.Text)).ToList();
        var not = words.FindLastIndex(word => word.EndsWith("n't", StringComparison.Ordinal) || Lexicon.Has("not", [word]));
        return not >= 0 && not + 1 < words.Count && words[not + 1] is not ("the" or "my" or "that" or "those");
    }

    /// <summary>The state of what the customer gave up: «the heater I returned».</summary>
    public static OrderReference.InState? GivenUpIn(string text)
    {
        var words = Lexicon.Words(text);
        return Enumerable.Range(0, Math.Max(0, words.Count - 1)).Where(i => words[i] == "i")
            .Select(i => Lexicon.Value("state", [.. words.Skip(i + 1).Take(2)])).FirstOrDefault(state => state is "returned" or "cancelled") is { } given
            ? new OrderReference.InStatus(Enum.Parse<OrderStatus>(given, ignoreCase: true)) : null;
    }

    /// <summary>What a whole message points at by its words alone, where it answers the question which order is meant.</summary>
    public static OrderReference? InAnswer(string text, DateOnly today) =>
        (OrderReference?)StateIn(text, today)
            ?? Most("quality", text)
            ?? (DateReader.Read(text, today) is { } days ? new OrderReference.Bought(days) : Position(Lexicon.Words(text), [], []));

    /// <summary>The state of what hasn't got where the message misses it, if it misses something.</summary>
    public static OrderReference.InState? MissingIn(string text, DateOnly today) =>
        IsStateNot(new OrderExpression(ExpressionKind.Status, false, text, [])) ? StateIn(text, today) : null;

    /// <summary>The state that a whole message names, if it names one.</summary>
    public static OrderReference.InState? StateIn(string text, DateOnly today) =>
        State(Lexicon.Words(text), IsStateNot(new OrderExpression(ExpressionKind.Status, false, text, [])), today);

    private static OrderReference.InState? State(List<string> words, bool isDenied, DateOnly today) =>
        Lexicon.Value("state", words) switch
        {
            "shipped" when isDenied => new OrderReference.Unshipped(),
            "delivered" when isDenied => new OrderReference.Open(),
            // «paid but not moved» is paid.
            "invoiced" when isDenied && words.FindIndex(word => Lexicon.Has("not", [word])) < words.FindIndex(word => Lexicon.Value("state", [word]) == "invoiced") => new OrderReference.InStatus(OrderStatus.Pending),
            "unshipped" => new OrderReference.Unshipped(),
            "open" => new OrderReference.Open(),
            "late" => new OrderReference.Late(today),
            { } status => new OrderReference.InStatus(Enum.Parse<OrderStatus>(status, ignoreCase: true)),
            null => null,
        };
}
