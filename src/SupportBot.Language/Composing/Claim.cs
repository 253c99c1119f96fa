using System.Text.RegularExpressions;
using SupportBot.Core.Storage;

namespace SupportBot.Language.Composing;

/// <summary>Words that say something about an order, and the facts that make it true.</summary>
/// <param name="Words">Reads <see cref="Sentence.Plain"/>.</param>
/// <param name="TellsStatus">The statuses that these words tell.</param>
internal sealed partial record Claim(Regex Words, Func<FactNames, bool> IsTrue, params OrderStatus[] TellsStatus)
{
    /// <summary>All that may be claimed; longer wordings before the shorter ones that they hold.</summary>
    public static IReadOnlyList<Claim> All { get; } =
    [
        new(NotShipped(), facts => IsBeforeShipping(facts) && !Has(facts, Fact.ShippedOn), OrderStatus.Invoiced),
        new(NotDelivered(), facts => (IsBeforeShipping(facts) || facts.Status == OrderStatus.Shipped) && !Has(facts, Fact.DeliveredOn)),
        new(NotPaid(), facts => facts.Status == OrderStatus.Pending && !Has(facts, Fact.Paid), OrderStatus.Pending),
        new(Expected(), facts => Has(facts, Fact.ExpectedOn) && (IsBeforeShipping(facts) || facts.Status == OrderStatus.Shipped)),
        new(Placed(), _ => true),
        new(Returned(), facts => facts.Status == OrderStatus.Returned, OrderStatus.Returned),
        new(Cancelled(), facts => facts.Status == OrderStatus.Cancelled, OrderStatus.Cancelled),
        new(Refunded(), facts => Has(facts, Fact.Refunded)),
        new(OnItsWay(), facts => facts.Status == OrderStatus.Shipped && !Has(facts, Fact.DeliveredOn), OrderStatus.Shipped),
        new(Shipped(), facts => facts.Status is OrderStatus.Shipped or OrderStatus.Delivered || Has(facts, Fact.ShippedOn), OrderStatus.Shipped),
        new(Delivered(), facts => facts.Status == OrderStatus.Delivered || Has(facts, Fact.DeliveredOn), OrderStatus.Delivered),
        new(Enjoy(), facts => facts.Status == OrderStatus.Delivered),
        new(Processing(), facts => facts.Status == OrderStatus.Processing, OrderStatus.Processing),
        new(Pending(), facts => facts.Status == OrderStatus.Pending, OrderStatus.Pending),
        new(PaymentReceived(), facts => facts.Status == OrderStatus.Invoiced || Has(facts, Fact.Paid), OrderStatus.Invoiced),
        new(Confirmed(), facts => facts.Status == OrderStatus.Invoiced, OrderStatus.Invoiced),
        new(Paid(), facts => facts.Status == OrderStatus.Invoiced || Has(facts, Fact.Paid), OrderStatus.Invoiced),
        new(Cheer(), facts => facts.Status is not (OrderStatus.Cancelled or OrderStatus.Returned or OrderStatus.NotRecorded)),
        new(Checked(), _ => true),
    ];

    private static bool Has(FactNames facts, string name) => facts.Asked.Contains(name);

    private static bool IsBeforeShipping(FactNames facts) => facts.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced;

    private const string Not = " (?:(?:has |have |is |was )?not (?:yet )?(?:been )?|(?:has |is )?yet to (?:be )?)";

    private const string Adverbs = "(?:already |now |just |currently |safely |successfully )*";

    [GeneratedRegex(Not + "(?:ship|shipped|dispatched|sent|left (?:us|our warehouse))(?: out)?(?: yet| so far)?(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex NotShipped();

    [GeneratedRegex(Not + "(?:delivered|arrived|arrive|reached you)(?: yet| so far)?(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex NotDelivered();

    [GeneratedRegex(Not + "(?:paid|confirmed)(?: for)?(?: yet)?(?= )| (?:awaiting|waiting for) (?:its |your |the )?payment(?= )"
        + "| payment (?:is )?(?:still )?pending(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex NotPaid();

    /// <summary>From the word of expecting to the day: nothing about delivery stands without it.</summary>
    [GeneratedRegex("(?: (?:its |the |your )?(?:delivery|arrival)(?: date)?(?: of order \\{order\\})?)?(?: is| be)?(?: currently"
        + "| now)? (?:expect|expected|due|scheduled|estimated|planned|should)(?: (?:to|for|it|the|your|its|a|be|order|parcel"
        + "|package|delivery|arrival|delivered|deliver|arrive|reach|you|us|date|day|here|with|get|come|is|in|at))*(?: on| by| for"
        + "| :)? \\{expected_on\\}(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Expected();

    [GeneratedRegex(" we (?:have )?" + Adverbs + "received your (?:order|purchase)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Placed();

    [GeneratedRegex("(?<! (?:we|you|i)(?: have| had| just| already)*) (?:returned(?: to us)?|sent back(?: to us)?|(?:come|came|made its way"
        + "|on its way) back to us|back with us)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Returned();

    [GeneratedRegex("(?<! (?:we|you|i)(?: have| had| just| already)*) (?:cancelled|canceled|called off)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Cancelled();

    [GeneratedRegex(" (?:refunded|refunds?)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Refunded();

    [GeneratedRegex(" (?:on (?:its|the) way(?: to you)?|in transit|en route(?: to you)?|travelling|traveling|travels|heading to you"
        + "|headed to you|making its way(?: to you)?|carries it|bringing it(?: to you)?|brings it(?: to you)?|(?:is|now|currently"
        + "|already) with \\{carrier\\}|\\{carrier\\} has (?:it|your|the|order))(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex OnItsWay();

    [GeneratedRegex(" (?:ship(?:ped|ping)(?: (?:out|date))?|dispatched|dispatch date|date of dispatch|sent(?: (?:out|off))?(?: to you)?"
        + "|left (?:us|our warehouse)|went out|travell?ed|carried|handed (?:over )?to \\{carrier\\})(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Shipped();

    [GeneratedRegex("(?:(?<! (?:we|us|i)(?: have| had| just| already)*) (?:" + Adverbs + "received)| "
        + Adverbs + "(?:delivered(?: to you)?|arrived|reached you|been with you|you (?:can |now |already )*have (?:it|your|the|this|that"
        + "|order)|delivery date|date of delivery))(?: safely| successfully)?(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Delivered();

    [GeneratedRegex(" (?:(?:we |i )?hope (?:that )?you (?:enjoy|like|love) (?:it|them|everything|your (?:order|purchase))|enjoy(?: it| your (?:order|purchase))?)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Enjoy();

    [GeneratedRegex(" (?:processing|being (?:processed|prepared)|in preparation|(?:we are )?"
        + Adverbs + "(?:preparing|getting (?:it|your order|order \\{order\\}|everything) ready)|being got ready|in progress"
        + "|working on it)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Processing();

    [GeneratedRegex(" pending(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Pending();

    [GeneratedRegex(" (?:invoiced|confirmed|validated)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Confirmed();

    [GeneratedRegex(" (?:(?:we )?(?:have )?received your payment|payment (?:is |has been |was )?received)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex PaymentReceived();

    [GeneratedRegex(" (?:paid|payments?)(?: for)?(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Paid();

    [GeneratedRegex(" (?:good|great|wonderful|lovely|happy|glad|pleased|delighted)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Cheer();

    /// <summary>What the bot itself may say that it does.</summary>
    [GeneratedRegex(" (?:(?:i|we) (?:(?:can|just|have) )*(?:see|say|tell you|confirm|checked|looked it up|found)(?: that)?|i am|here is"
        + "|here are|yes|let you know|(?:you can |please )*use (?:the |this |its |your )?tracking)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Checked();
}
