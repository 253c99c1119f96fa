using System.Globalization;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>Makes a reference of what a model read: only words that stand in the message count, and code reads what they mean.</summary>
internal static class ReferenceCheck
{
    /// <returns><c>null</c> when the model's kind comes with no usable value.</returns>
    public static OrderReference? Of(ModelReading read, RuleReading rules)
    {
        var value = Utterance.Read(read.Value);
        var place = value.Words.Count == 0 ? null : PlaceIn(rules.Said, value);
        return read.Kind switch
        {
            ReferenceKind.None => OrderReference.None,
            ReferenceKind.Latest => new OrderReference.Latest(),
            ReferenceKind.All => new OrderReference.All(),
            ReferenceKind.Mentioned => new OrderReference.Mentioned(),
            _ when place is null => null,
            ReferenceKind.Id => Id(rules.Said, place.Value, value.Words.Count),
            ReferenceKind.Ordinal => Ordinal(value, rules.Today),
            ReferenceKind.Date => Bought(value, rules),
            ReferenceKind.Product => Product(value),
            ReferenceKind.Status => State(value, rules.Today),
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
    private static OrderReference.Numbers? Id(Utterance said, int place, int length)
    {
        var numbers = Enumerable.Range(place, length).Where(i => said.Words[i].HasDigit).ToList();
        return numbers is [var only] && IdRules.MayBeOrderNumber(said, only) ? new OrderReference.Numbers(said.Words[only].Raw) : null;
    }

    private static OrderReference? Ordinal(Utterance value, DateOnly today)
    {
        if (value.Words is [{ IsNumber: true } number])
            return number.Raw.TrimStart('0') is { Length: 1 or 2 } place ? new OrderReference.Ordinal(int.Parse(place, CultureInfo.InvariantCulture)) : null;
        var found = ReferenceRules.Find(Utterance.Read(value.Plain.Trim() + " one"), today).Reference;
        if (found is not OrderReference.Ordinal)
            found = ReferenceRules.Find(value, today).Reference;
        return found is OrderReference.Ordinal or OrderReference.Latest ? found : null;
    }

    private static OrderReference.Bought? Bought(Utterance value, RuleReading rules) =>
        (DateRules.Find(value, rules.Today) ?? DateRules.Find(rules.Said, rules.Today)) is { } days ? new OrderReference.Bought(days) : null;

    private static OrderReference.Product? Product(Utterance value)
    {
        var words = value.Words.Select(word => word.Text).ToList();
        return words.Exists(word => word.Any(char.IsLetter) && !Vocabulary.NoProduct.Contains(word) && !Vocabulary.FragmentFiller.Contains(word))
            ? new OrderReference.Product(string.Join(' ', words))
            : null;
    }

    private static OrderReference.InState? State(Utterance value, DateOnly today)
    {
        var plain = value.Plain.Trim();
        if (plain.Split(' ').Contains("not"))
            return new OrderReference.Open();
        return ReferenceRules.StateWord(plain)
            ?? ReferenceRules.Find(Utterance.Read($"the {plain} one"), today).Reference as OrderReference.InState
            ?? ReferenceRules.Find(value, today).Reference as OrderReference.InState;
    }
}
