using System.Text.RegularExpressions;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>What a sentence says of where an order stands.</summary>
/// <param name="Status">A status, or one of «on its way», «refunded», «confirmed» and «trouble».</param>
internal sealed partial record StatusClaim(string Status, Saying Saying, string Text)
{
    public const string OnItsWay = "on its way";
    public const string Refunded = "refunded";
    public const string Confirmed = "confirmed";
    public const string Trouble = "trouble";

    /// <param name="sentence">Without names and numbers, whose words say nothing of a status.</param>
    /// <param name="isDated">Whether a day stood in it: «shipped: June 5» tells what happened then, not where the order stands.</param>
    public static IEnumerable<StatusClaim> In(string sentence, bool isDated)
    {
        var saying = Saying.Is;
        var end = 0;
        foreach (Match match in Word().Matches(sentence))
        {
            var before = sentence[end..match.Index];
            var boundary = Boundary().Matches(before).LastOrDefault();
            var clause = boundary is null ? before : before[(boundary.Index + boundary.Length)..];
            // «has not been shipped or delivered», «will be shipped and delivered»: the second word shares what was said of the first.
            if (boundary is null && end > 0 ? !Shared().IsMatch(clause) : end == 0 || clause.Trim().Length > 0)
                saying = SayingOf(clause);
            end = match.Index + match.Length;
            var status = match.Groups.Values.Skip(1).First(group => group.Success).Name;
            yield return new StatusClaim(Names[status], saying == Saying.Is && IsExact(sentence, match, isDated) ? Saying.IsExactly : saying, match.Value);
        }
    }

    /// <summary>Whether the row bears it out.</summary>
    public bool IsTrueOf(OrderRow order) => Saying switch
    {
        Saying.Open => true,
        Saying.Is => Holds(order),
        Saying.IsExactly => Status == order.Status || (Status is OnItsWay or Refunded or Confirmed && Holds(order)),
        // «Will be delivered» and «not delivered» are both false of what has been.
        _ => Status == Trouble || !Holds(order) || (Saying == Saying.WillBe && Status is not ("shipped" or "delivered" or OnItsWay)),
    };

    private bool Holds(OrderRow order) => Status switch
    {
        "shipped" => order.IsGone,
        "delivered" => order.HasArrived,
        "pending" => order.Status == "pending" || order.Payments.Any(payment => payment.Status?.Equals("pending", StringComparison.OrdinalIgnoreCase) ?? false),
        OnItsWay => order.Status == "shipped",
        Refunded => order.Payments.Any(payment => payment.IsRefund),
        Confirmed => order.Status is not (null or "pending" or "cancelled"),
        Trouble => false,
        _ => order.Status == Status,
    };

    private static Saying SayingOf(string clause) =>
        Whether().IsMatch(clause) ? Saying.Open : Denied().IsMatch(clause) ? Saying.IsNot : Future().IsMatch(clause) ? Saying.WillBe : Saying.Is;

    /// <summary>«is shipped», «status: shipped» and the word all alone name the status itself; «was shipped» tells what happened.</summary>
    private static bool IsExact(string sentence, Match match, bool isDated)
    {
        var rest = sentence[..match.Index] + sentence[(match.Index + match.Length)..];
        return (!isDated && !rest.Any(char.IsLetter)) || Present().IsMatch(sentence[..match.Index]);
    }

    private static readonly Dictionary<string, string> Names = new()
    {
        ["pending"] = "pending", ["processing"] = "processing", ["invoiced"] = "invoiced", ["confirmed"] = Confirmed, ["cancelled"] = "cancelled", ["refunded"] = Refunded,
        ["returned"] = "returned", ["shipped"] = "shipped", ["away"] = OnItsWay, ["delivered"] = "delivered", ["trouble"] = Trouble,
    };

    [GeneratedRegex(
        @"\b(?:(?<pending>pending|awaiting payment)|(?<processing>processing|being (?:prepared|packed|processed)|(?:get|gett)ing (?:it |everything )?ready|preparing)|(?<invoiced>invoiced)|(?<confirmed>confirmed)"
        + @"|(?<cancelled>cancell?ed|called off|cancell?ation went through)|(?<refunded>refunded|got\b.*?\bback|(?:gave|paid|sent) (?:you )?(?:the|your) money back)|(?<returned>returned|sent back|came back to us)"
        + @"|(?<shipped>shipped|dispatched|sent|left (?:us|our|the warehouse)|gone out|went out|posted)"
        + @"|(?<away>on (?:its|the|their) way|in transit|under ?way|en route|out for delivery)"
        + @"|(?<delivered>delivered|arrived|reached you|been received|handed to you)"
        + @"|(?<trouble>delayed|lost|damaged|stuck|on hold|back-?ordered|(?:ready|waiting) for (?:pick-?up|collection)|customs|partially|failed))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[,;:()–—]|\b(?:and|but|so|though|although|because|while)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"^[\s/]*(?:or|nor)?[\s/]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shared();

    [GeneratedRegex(@"\b(?:when|once|as soon as|if|whether|until|before|after|in case)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whether();

    [GeneratedRegex(@"\b(?:not|never|no longer|yet to|nor|neither|without|cannot)\b|n['’]t\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:will|shall|should|would|expected|expect|estimated|scheduled|planned|due|going to|to be|about to|soon)\b|['’]ll\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Future();

    [GeneratedRegex(@"(?:\b(?:is|are|still|remains|currently|now)|\bstatus(?: of .*)?(?:\s+is|\s*:)(?: now| currently)?|['’]s)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Present();
}

/// <summary>How something is said.</summary>
internal enum Saying
{
    /// <summary>It is or has been so.</summary>
    Is,

    /// <summary>It is what the order's status is.</summary>
    IsExactly,

    IsNot,

    WillBe,

    /// <summary>Neither: «when it has been delivered».</summary>
    Open,
}
