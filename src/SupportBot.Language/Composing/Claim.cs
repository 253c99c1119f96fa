using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SupportBot.Core.Storage;

namespace SupportBot.Language.Composing;

/// <summary>Words that say something about an order, and the facts that make it true.</summary>
/// <param name="words">A pattern for <see cref="Sentence.Plain"/>.</param>
/// <param name="isTrue">Whether the facts bear it out.</param>
/// <param name="tellsStatus">The statuses that these words tell.</param>
internal sealed class Claim([StringSyntax(StringSyntaxAttribute.Regex)] string words, Func<FactNames, bool> isTrue, params OrderStatus[] tellsStatus)
{
    private const string Not = " (?:(?:has |have |is |was )?not (?:yet )?(?:been )?|(?:has |is )?yet to (?:be )?)";

    private const string Adverbs = "(?:already |now |just |currently |safely |successfully )*";

    /// <summary>All that may be claimed; longer wordings before the shorter ones that they hold.</summary>
    public static IReadOnlyList<Claim> All { get; } =
    [
        new(
            Not + "(?:ship|shipped|dispatched|sent|left (?:us|our warehouse))(?: out)?(?: yet| so far)?(?= )",
            facts => IsBeforeShipping(facts) && !Has(facts, Fact.ShippedOn), OrderStatus.Invoiced),
        new(
            Not + "(?:delivered|arrived|arrive|reached you)(?: yet| so far)?(?= )",
            facts => (IsBeforeShipping(facts) || facts.Status == OrderStatus.Shipped) && !Has(facts, Fact.DeliveredOn)),
        new(
            Not + "(?:paid|confirmed)(?: for)?(?: yet)?(?= )| (?:awaiting|waiting for) (?:its |your |the )?payment(?= )"
                + "| payment (?:is )?(?:still )?pending(?= )",
            facts => facts.Status == OrderStatus.Pending && !Has(facts, Fact.Paid), OrderStatus.Pending),
        // From the word of expecting to the day: nothing about delivery stands without it.
        new(
            "(?: (?:its |the |your )?(?:delivery|arrival)(?: date)?(?: of order \\{order\\})?)?(?: is| be)?(?: currently"
                + "| now)? (?:expect|expected|due|scheduled|estimated|planned|should)(?: (?:to|for|it|the|your|its|a|be|order|parcel"
                + "|package|delivery|arrival|delivered|deliver|arrive|reach|you|us|date|day|here|with|get|come|is|in|at))*(?: on| by| for"
                + "| :)? \\{expected_on\\}(?= )",
            facts => Has(facts, Fact.ExpectedOn) && (IsBeforeShipping(facts) || facts.Status == OrderStatus.Shipped)),
        new(" we (?:have )?" + Adverbs + "received your (?:order|purchase)(?= )", _ => true),
        new(
            "(?<! (?:we|you|i)(?: have| had| just| already)*) (?:returned(?: to us)?|sent back(?: to us)?|(?:come|came|made its way"
                + "|on its way) back to us|back with us)(?= )",
            facts => facts.Status == OrderStatus.Returned, OrderStatus.Returned),
        new(
            "(?<! (?:we|you|i)(?: have| had| just| already)*) (?:cancelled|canceled|called off)(?= )",
            facts => facts.Status == OrderStatus.Cancelled, OrderStatus.Cancelled),
        new(" (?:refunded|refunds?)(?= )", facts => Has(facts, Fact.Refunded)),
        new(
            " (?:on (?:its|the) way(?: to you)?|in transit|en route(?: to you)?|travelling|traveling|travels|heading to you"
                + "|headed to you|making its way(?: to you)?|carries it|bringing it(?: to you)?|brings it(?: to you)?|(?:is|now|currently"
                + "|already) with \\{carrier\\}|\\{carrier\\} has (?:it|your|the|order))(?= )",
            facts => facts.Status == OrderStatus.Shipped && !Has(facts, Fact.DeliveredOn), OrderStatus.Shipped),
        new(
            " (?:ship(?:ped|ping)(?: (?:out|date))?|dispatched|dispatch date|date of dispatch|sent(?: (?:out|off))?(?: to you)?"
                + "|left (?:us|our warehouse)|went out|travell?ed|carried|handed (?:over )?to \\{carrier\\})(?= )",
            facts => facts.Status is OrderStatus.Shipped or OrderStatus.Delivered || Has(facts, Fact.ShippedOn), OrderStatus.Shipped),
        new(
            "(?:(?<! (?:we|us|i)(?: have| had| just| already)*) (?:" + Adverbs + "received)| "
                + Adverbs + "(?:delivered(?: to you)?|arrived|reached you|been with you|you (?:can |now |already )*have (?:it|your|the|this|that"
                + "|order)|delivery date|date of delivery))(?: safely| successfully)?(?= )",
            facts => facts.Status == OrderStatus.Delivered || Has(facts, Fact.DeliveredOn), OrderStatus.Delivered),
        new(
            " (?:(?:we |i )?hope (?:that )?you (?:enjoy|like|love) (?:it|them|everything|your (?:order|purchase))|enjoy(?: it| your (?:order|purchase))?)(?= )",
            facts => facts.Status == OrderStatus.Delivered),
        new(
            " (?:processing|being (?:processed|prepared)|in preparation|(?:we are )?"
                + Adverbs + "(?:preparing|getting (?:it|your order|order \\{order\\}|everything) ready)|being got ready|in progress"
                + "|working on it)(?= )",
            facts => facts.Status == OrderStatus.Processing, OrderStatus.Processing),
        new(" pending(?= )", facts => facts.Status == OrderStatus.Pending, OrderStatus.Pending),
        new(
            " (?:(?:we )?(?:have )?received your payment|payment (?:is |has been |was )?received)(?= )",
            facts => facts.Status == OrderStatus.Invoiced || Has(facts, Fact.Paid), OrderStatus.Invoiced),
        new(" (?:invoiced|confirmed|validated)(?= )", facts => facts.Status == OrderStatus.Invoiced, OrderStatus.Invoiced),
        new(
            " (?:paid|payments?)(?: for)?(?= )",
            facts => facts.Status == OrderStatus.Invoiced || Has(facts, Fact.Paid), OrderStatus.Invoiced),
        new(
            " (?:good|great|wonderful|lovely|happy|glad|pleased|delighted)(?= )",
            facts => facts.Status is not (OrderStatus.Cancelled or OrderStatus.Returned or OrderStatus.NotRecorded)),
        // What the bot itself may say that it does.
        new(
            " (?:(?:i|we) (?:(?:can|just|have) )*(?:see|say|tell you|confirm|checked|looked it up|found)(?: that)?|i am|here is"
                + "|here are|yes|let you know|(?:you can |please )*use (?:the |this |its |your )?tracking)(?= )",
            _ => true),
    ];

    public Regex Words { get; } = new(words, RegexOptions.CultureInvariant);

    public bool IsTrue(FactNames facts) => isTrue(facts);

    public bool Tells(OrderStatus status) => tellsStatus.Contains(status);

    private static bool Has(FactNames facts, string name) => facts.Asked.Contains(name);

    private static bool IsBeforeShipping(FactNames facts) => facts.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced;
}
