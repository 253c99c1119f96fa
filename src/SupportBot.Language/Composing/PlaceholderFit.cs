using System.Text.RegularExpressions;
using SupportBot.Core.Storage;

namespace SupportBot.Language.Composing;

/// <summary>Checks that each placeholder stands with the words of its own fact: a day of delivery after «delivered», an amount paid after «paid».</summary>
internal static partial class PlaceholderFit
{
    private const string Buy = "buy";
    private const string Ship = "ship";
    private const string Deliver = "deliver";
    private const string Pay = "pay";
    private const string Refund = "refund";
    private const string Total = "total";
    private const string Carry = "carry";
    private const string Track = "track";
    private const string Expect = "expect";

    public static bool Fits(Sentence sentence, FactNames facts)
    {
        var places = Sentence.Braces().Matches(sentence.Plain);
        for (var i = 0; i < places.Count; i++)
        {
            var name = places[i].Groups[1].Value;
            var before = Between(i - 1, i);
            var previous = i == 0 ? "" : places[i - 1].Groups[1].Value;
            // «We sent order {order} with {carrier} on {shipped_on}»: one verb for several, but no two days for one verb.
            var reach = i - 1;
            while (reach >= 0 && Events(Between(reach, i)).Count == 0 && (name == Fact.Carrier || !IsDay(places[reach].Groups[1].Value)))
                reach--;
            if (!Fits(name, before, Events(Between(reach, i)), Between(i, i + 1), previous, facts))
                return false;
        }
        return true;

        string Between(int from, int to) =>
            sentence.Plain[(from < 0 ? 0 : places[from].Index + places[from].Length)..(to < places.Count ? places[to].Index : sentence.Plain.Length)];
    }

    private static bool IsDay(string name) => name is Fact.BoughtOn or Fact.ShippedOn or Fact.DeliveredOn or Fact.ExpectedOn;

    private static bool Fits(string name, string before, List<string> reached, string after, string previous, FactNames facts)
    {
        var said = Events(before);
        var last = said.LastOrDefault();
        var lead = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var opens = lead.Length == 0 && previous.Length == 0;
        return name switch
        {
            Fact.Order => opens || lead is "order" or "purchase"
                || (lead is "number" or "parcel" or "package" or ":" or "," or "of" or "for" or "about" or "ordered" && last is null or Buy or Ship),
            Fact.Status => lead is "is" or "are" or "was" or "as" or "currently" or "now" or "been" or "already" or ":" or "status" && last is null,
            Fact.BoughtOn => lead is "on" or "is" or "was" or ":" or "from" or "of"
                && (IsEvent(Buy) || (last is null && lead == "from" && previous is "" or Fact.Order)),
            Fact.ShippedOn => lead is "on" or "since" or "is" or "was" or ":" && (IsEvent(Ship) || FollowsStatus(OrderStatus.Shipped)),
            Fact.DeliveredOn => lead is "on" or "is" or "was" or ":" && !said.Contains(Expect) && (IsEvent(Deliver) || FollowsStatus(OrderStatus.Delivered)),
            // The claim that it is expected holds the placeholder.
            Fact.ExpectedOn => said.Contains(Expect),
            Fact.Items => !(last is Pay or Refund or Total or Track or Carry) && !(lead is "on" or "by" or "since" or "to" or "from" or "via" or "under"),
            Fact.Total => last is Total && !said.Contains(Pay) && !said.Contains(Refund),
            Fact.Paid => last is Pay && !said.Contains(Refund) && lead is "paid" or "of" or ":" or "is" or "was" or "payment" or "payments",
            Fact.Refunded => last is Refund && lead is "refunded" or "refund" or "refunds" or "of" or ":" or "is" or "was",
            Fact.Carrier => opens
                || (lead is "with" or "by" or "via" or "through" or "to" && reached.LastOrDefault() is null or Ship or Deliver or Carry or Track)
                || (lead is "is" or "was" or ":" or "carrier" or "courier" && last is Carry),
            Fact.Tracking => last is Track && lead is "number" or "code" or "is" or "was" or ":" or "under" or "with" or "using",
            _ => false,
        };

        // «On {shipped_on} it left us»: the verb comes after where none came before.
        bool IsEvent(string wanted) =>
            last == wanted || (last is null && lead == "on" && (reached.LastOrDefault() ?? Events(after).FirstOrDefault()) == wanted);

        // «is {status} since …»
        bool FollowsStatus(OrderStatus status) => previous == Fact.Status && facts.Status == status && before.Trim() is "on" or "since";
    }

    // Each verb is one group, named by its event.
    private static List<string> Events(string text) =>
        [.. Verbs().Matches(text).Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Name)];

    [GeneratedRegex(" (?:(?<buy>bought|purchased|ordered|placed|purchase date|order date|date of (?:purchase|order)|made|your purchase)"
        + "|(?<ship>shipped|shipping|dispatched|dispatch|sent|left|went|way|transit|route|travell?(?:ing|ed)|travels|handed)"
        + "|(?<deliver>delivered|delivery|arrived|arrival|arrive|reached|reach|received|with you)|(?<pay>paid|payments?)"
        + "|(?<refund>refunded|refunds?)|(?<total>total|amount|comes to|came to|adds up to|price|costs?)"
        + "|(?<carry>carrier|courier|carries|carried|bringing|brings)|(?<track>tracking|track)|(?<expect>expect|expected|due|scheduled|estimated|planned|should))(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Verbs();
}
