using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>Makes a reference of what a model read: only words that stand in the message count, and code reads what they mean.</summary>
internal static class ReferenceCheck
{
    /// <returns><c>null</c> when the model's kind comes with no usable value.</returns>
    public static OrderReference? Of(ModelReading read, RuleReading rules)
    {
        if (read.Kind is ReferenceKind.None)
            return OrderReference.None;
        if (read.Kind is ReferenceKind.Latest or ReferenceKind.All or ReferenceKind.Mentioned)
            return new OrderReference(read.Kind);

        var value = Utterance.Read(read.Value);
        if (value.Words.Count == 0 || PlaceIn(rules.Said, value) is not { } place)
            return null;
        return read.Kind switch
        {
            ReferenceKind.Id => Id(rules.Said, place, value.Words.Count),
            ReferenceKind.Ordinal => Ordinal(value, rules.Today),
            ReferenceKind.Date => Date(value, rules),
            ReferenceKind.Product => Product(value),
            ReferenceKind.Status => Status(value, rules.Today),
            _ => null,
        };
    }

    /// <summary>Where the words of the value stand, one after the other.</summary>
    private static int? PlaceIn(Utterance said, Utterance value)
    {
        for (var start = 0; start + value.Words.Count <= said.Words.Count; start++)
        {
            if (Enumerable.Range(0, value.Words.Count).All(i => said.Words[start + i].Text.TrimStart('#', ' ') == value.Words[i].Text.TrimStart('#', ' ')))
                return start;
        }
        return null;
    }

    // The value may hold more than the number («order 5», «# 5»); only one number is one order.
    private static OrderReference? Id(Utterance said, int place, int length)
    {
        var numbers = Enumerable.Range(place, length).Where(i => said.Words[i].HasDigit).ToList();
        return numbers is [var only] && IdRules.MayBeOrderNumber(said, only) ? new OrderReference(ReferenceKind.Id, said.Words[only].Raw) : null;
    }

    private static OrderReference? Ordinal(Utterance value, DateOnly today)
    {
        if (value.Words is [{ IsNumber: true } number])
            return number.Raw.TrimStart('0') is { Length: 1 or 2 } place ? new OrderReference(ReferenceKind.Ordinal, place) : null;
        var found = ReferenceRules.Find(Utterance.Read(value.Plain.Trim() + " one"), today).Reference;
        if (found.Kind != ReferenceKind.Ordinal)
            found = ReferenceRules.Find(value, today).Reference;
        return found.Kind is ReferenceKind.Ordinal or ReferenceKind.Latest ? found : null;
    }

    private static OrderReference? Date(Utterance value, RuleReading rules) =>
        (DateRules.Find(value, rules.Today) ?? DateRules.Find(rules.Said, rules.Today)) is { } date ? new OrderReference(ReferenceKind.Date, date) : null;

    private static OrderReference? Product(Utterance value)
    {
        var words = value.Words.Select(word => word.Text).ToList();
        return words.Exists(word => word.Any(char.IsLetter) && !Vocabulary.NoProduct.Contains(word) && !Vocabulary.FragmentFiller.Contains(word))
            ? new OrderReference(ReferenceKind.Product, string.Join(' ', words))
            : null;
    }

    private static OrderReference? Status(Utterance value, DateOnly today)
    {
        var plain = value.Plain.Trim();
        if (plain.Split(' ').Contains("not"))
            return new OrderReference(ReferenceKind.Status, "open");
        if (ReferenceRules.StatusWord(plain) is { } status)
            return new OrderReference(ReferenceKind.Status, status);
        var found = ReferenceRules.Find(Utterance.Read($"the {plain} one"), today).Reference;
        return found.Kind == ReferenceKind.Status ? found : ReferenceRules.Find(value, today).Reference is { Kind: ReferenceKind.Status } other ? other : null;
    }
}
