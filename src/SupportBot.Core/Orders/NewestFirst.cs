namespace SupportBot.Core.Orders;

/// <summary>Newest purchase first; on one day the higher id first, because shops count up; undated orders last.</summary>
public sealed class NewestFirst : IComparer<Order>
{
    public static NewestFirst Comparer { get; } = new();

    public int Compare(Order? x, Order? y)
    {
        if (x is null || y is null)
            return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        var byDate = Nullable.Compare(y.Purchased, x.Purchased);
        return byDate != 0 ? byDate : CompareIds(y.Id, x.Id);
    }

    // Ids may be longer than any number type holds, so digits are compared as digits.
    private static int CompareIds(string left, string right)
    {
        if (left.All(char.IsAsciiDigit) && right.All(char.IsAsciiDigit))
        {
            var (a, b) = (left.TrimStart('0'), right.TrimStart('0'));
            if (a.Length != b.Length)
                return a.Length.CompareTo(b.Length);
            var byDigits = string.CompareOrdinal(a, b);
            if (byDigits != 0)
                return byDigits;
        }
        return string.CompareOrdinal(left, right);
    }
}
