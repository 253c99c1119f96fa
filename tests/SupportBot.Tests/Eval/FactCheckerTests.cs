using SupportBot.Eval.Facts;
using SupportBot.Eval.Shop;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Eval;

/// <summary>True replies must pass, and each false one must be caught: a checker that finds nothing is worthless.</summary>
public sealed class FactCheckerTests : IDisposable
{
    // Delivered, with parcel; invoiced; returned and refunded; cancelled, nothing else recorded; somebody else's.
    private const string Script = """
        CREATE TABLE users (user_id INTEGER, first_name TEXT, last_name TEXT);
        CREATE TABLE orders (order_id TEXT, user_id INTEGER, status TEXT, date_purchase TEXT, date_shipped TEXT, date_delivered TEXT);
        CREATE TABLE order_items (order_id TEXT, line INTEGER, product_name TEXT, quantity INTEGER, unit_price_minor INTEGER, currency TEXT);
        CREATE TABLE payments (order_id TEXT, kind TEXT, method TEXT, amount_minor INTEGER, currency TEXT, status TEXT, date_paid TEXT);
        CREATE TABLE shipments (order_id TEXT, carrier TEXT, tracking_number TEXT, date_estimated TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO users VALUES (1, 'Ann', 'Lee'), (2, 'Bo', 'Kim');
        INSERT INTO orders VALUES ('4411', 1, 'delivered', '2026-06-03', '2026-06-05', '2026-06-09'), ('4422', 1, 'invoiced', '2026-09-21', NULL, NULL),
          ('4433', 1, 'returned', '2026-02-11', '2026-02-12', '2026-02-16'), ('4444', 1, 'cancelled', '2026-04-20', NULL, NULL),
          ('4455', 1, 'shipped', '2026-10-12', '2026-10-14', NULL), ('7700', 2, 'delivered', '2025-01-01', '2025-01-02', '2025-01-05');
        INSERT INTO order_items VALUES ('4411', 1, 'blue running shoes', 1, 8990, 'EUR'), ('4411', 2, 'socks, pack of 3', 2, 590, 'EUR'), ('4422', 1, 'wireless headphones', 1, 123456, 'USD'), ('7700', 1, 'garden gnome', 1, 1500, 'EUR');
        INSERT INTO payments VALUES ('4411', 'charge', 'credit card', 10170, 'EUR', 'paid', '2026-06-03'), ('4422', 'charge', 'PayPal', 123456, 'USD', 'paid', '2026-09-21'),
          ('4433', 'charge', 'PayPal', 7990, 'GBP', 'paid', '2026-02-11'), ('4433', 'refund', 'PayPal', 4990, 'GBP', 'pending', NULL);
        INSERT INTO shipments VALUES ('4411', 'ParcelBird', 'PB71234567', '2026-06-10', '2026-06-05', '2026-06-09'), ('4455', 'Blue Anchor', 'BA900', '2026-10-18', '2026-10-14', NULL), ('7700', 'CityHop', 'CH1', NULL, NULL, NULL);
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ShopRows _shop;

    public FactCheckerTests()
    {
        File.WriteAllText(_folder.File("shop.sql"), Script);
        using var file = ShopFile.Open(_folder.File("shop.sql"));
        _shop = ShopRows.Read(file.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    // Dates in several written forms, each with what it is the date of.
    [InlineData("4411", "Your order 4411 was shipped on June 5, 2026 and delivered on June 9, 2026.")]
    [InlineData("4411", "Order #4411, bought on 3 June 2026, left us on 2026-06-05 and arrived on the 9th of June.")]
    [InlineData("4411", "It was delivered on 06/09/2026. You placed it on Jun 3, 2026.")]
    [InlineData("4411", "It was delivered on 09.06.2026. Its estimated delivery date is June 10, 2026.")]
    [InlineData("4411", "You bought it in June 2026 on a Wednesday.")]
    [InlineData("4455", "Good news: order 4455 is on its way, and it should be delivered by October 18, 2026!")]
    [InlineData("4455", "Order 4455 has been shipped and is on its way. It will arrive on October 18.")]
    [InlineData("4455", "Order 4455 was shipped. It hasn't been delivered yet.")]
    // Money.
    [InlineData("4411", "You paid 101.70 EUR by credit card on June 3, 2026 (status: paid).")]
    [InlineData("4411", "You paid €101.70. The total of its items is 101,70 €.")]
    [InlineData("4411", "It contains 1 × blue running shoes at 89.90 EUR and 2 × socks, pack of 3 at 5.90 EUR.")]
    [InlineData("4422", "The total comes to $1,234.56. You paid 1.234,56 USD.")]
    [InlineData("4433", "You paid 79.90 GBP by PayPal on February 11, 2026 (status: paid). You got 49.90 GBP back by PayPal (status: pending).")]
    // Where it stands.
    [InlineData("4422", "Order 4422 is invoiced: it is paid and confirmed, and not shipped yet.")]
    [InlineData("4422", "Your order 4422 is paid and confirmed, and it has not been shipped or delivered.")]
    [InlineData("4422", "Your order 4422 will be shipped and delivered soon. We tell you when it has been shipped.")]
    [InlineData("4433", "Order 4433 was returned. It was shipped on February 12, 2026 and delivered on February 16, 2026.")]
    [InlineData("4444", "Order 4444 was cancelled. A shipping date is not recorded.")]
    [InlineData("4411", "It travels with ParcelBird, tracking number PB71234567.")]
    // Lists: each line is about its own order.
    [InlineData("4411 4422 4455", "You have 5 orders with us:\n\n1. 4455 · shipped · October 12, 2026\n2. 4422 · invoiced · September 21, 2026 · wireless headphones\n3. 4411 · delivered · June 3, 2026 · blue running shoes")]
    [InlineData("", "I can't find that order among yours. Please check the number, or write «my orders» to see what you have ordered.")]
    [InlineData("", "I can tell you where an order is, when it was shipped or delivered and what you paid.")]
    [InlineData("4411", "I have handed this over to a colleague, together with our conversation and order 4411. Your reference is H-K2R7PT; they will reply here as soon as they can.")]
    // Cards in words.
    [InlineData("4411", "Order 4411 · delivered\n1 × blue running shoes, 2 × socks, pack of 3\n✓ Ordered: June 3, 2026 · ✓ Shipped: June 5, 2026 · ✓ Delivered: June 9, 2026\nTotal of items: €101.70 · Parcel: ParcelBird, PB71234567")]
    [InlineData("4455", "Order 4455 · shipped\n✓ Ordered: October 12, 2026 · ✓ Shipped: October 14, 2026 · ○ Delivery: expected October 18, 2026\nParcel: Blue Anchor, BA900")]
    [InlineData("4422", "Order 4422 · invoiced\n✓ Ordered: September 21, 2026 · ○ Shipping: not yet · ○ Delivery: not yet")]
    [InlineData("4433", "Order 4433 · returned\n✓ Ordered: February 11, 2026 · ✓ Shipped: February 12, 2026 · ✓ Delivered: February 16, 2026")]
    // Sums and lateness.
    [InlineData("4411 4422 4433 4444 4455", "You paid €101.70, $1,234.56 and £79.90 in total for all of your 5 orders.")]
    [InlineData("4411 4455", "You paid €101.70 in total for 2 of your 5 orders. What is in them comes to €101.70.\n\n1. 4455 · shipped · October 12, 2026\n2. 4411 · delivered · June 3, 2026 · €101.70")]
    [InlineData("4411 4455", "One of your 5 orders is late:\n\n1. 4455 · shipped · October 12, 2026")]
    public void WrongFacts_TrueReply_AreNone(string about, string reply) => Assert.Empty(Check(about, reply));

    [Theory]
    // Cards in words.
    [InlineData("4411", "Order 4411 · shipped", "shipped")]
    [InlineData("4411", "Order 4411 · delivered\n✓ Ordered: June 3, 2026 · ✓ Shipped: June 9, 2026 · ✓ Delivered: June 9, 2026", "June 9, 2026")]
    [InlineData("4422", "Order 4422 · invoiced\n✓ Ordered: September 21, 2026 · ✓ Shipped: date not recorded", "Shipped")]
    [InlineData("4455", "✓ Shipped: October 14, 2026 · ✓ Delivered: October 18, 2026", "October 18, 2026")]
    [InlineData("4455", "○ Delivery: expected October 19, 2026", "October 19, 2026")]
    [InlineData("4411", "Total of items: €89.90", "€89.90")]
    [InlineData("4411", "3 × blue running shoes", "3 ×")]
    [InlineData("4411", "Parcel: Blue Anchor, BA900", "Blue Anchor")]
    // Ids and numbers that aren't this order's.
    [InlineData("4411", "Order 4412 was delivered on June 9, 2026.", "4412")]
    [InlineData("4411", "Order 7700 was delivered.", "7700")]
    [InlineData("4411", "It travels with ParcelBird, tracking number PB71234568.", "PB71234568")]
    [InlineData("4411", "It travels with CityHop, tracking number PB71234567.", "CityHop")]
    [InlineData("4411", "It contains 3 × socks, pack of 3.", "3 ×")]
    [InlineData("4411", "It contains 1 × garden gnome.", "garden gnome")]
    [InlineData("4411 4422", "You have 4 orders with us:", "4 orders")]
    // Days: no row's, another order's, and the right day of something else.
    [InlineData("4411", "It was delivered on June 8, 2026.", "June 8, 2026")]
    [InlineData("4411", "It was delivered on 9 June 2025.", "9 June 2025")]
    [InlineData("4411", "It was delivered on 2026-06-05.", "2026-06-05")]
    [InlineData("4411", "It was shipped on June 9.", "June 9")]
    [InlineData("4411", "It was shipped on 06/09/2026.", "06/09/2026")]
    [InlineData("4411", "You bought it on June 5th, 2026.", "June 5th, 2026")]
    [InlineData("4411", "It was delivered in May.", "May")]
    [InlineData("4411", "It was delivered on a Friday.", "Friday")]
    [InlineData("4411", "It was delivered yesterday.", "yesterday")]
    [InlineData("4455", "It was delivered on October 18, 2026.", "October 18, 2026")]
    [InlineData("4455", "It will arrive on October 14, 2026.", "October 14, 2026")]
    [InlineData("4455", "It will arrive in 3 days.", "3 days")]
    [InlineData("4455", "It will be with you in two to three business days.", "three business days")]
    [InlineData("4444", "Order 4444 was cancelled on April 20, 2026.", "April 20, 2026")]
    // Money: another sum, another currency, a refund that is a payment.
    [InlineData("4411", "You paid 101.71 EUR.", "101.71 EUR")]
    [InlineData("4411", "You paid $101.70.", "$101.70")]
    [InlineData("4411", "You paid 89.90 EUR.", "89.90 EUR")]
    [InlineData("4433", "You got 79.90 GBP back.", "79.90 GBP")]
    [InlineData("4433", "We refunded £79.90.", "£79.90")]
    [InlineData("4422", "The total is 123.456 USD.", "123.456 USD")]
    [InlineData("4433", "You got 49.90 GBP back by PayPal (status: failed).", "failed")]
    // Where it stands.
    [InlineData("4422", "Order 4422 has been shipped.", "shipped")]
    [InlineData("4422", "Order 4422 is on its way.", "on its way")]
    [InlineData("4422", "Order 4422 has arrived.", "arrived")]
    [InlineData("4422", "Order 4422 is not invoiced.", "invoiced")]
    [InlineData("4455", "Order 4455 has been shipped and delivered.", "delivered")]
    [InlineData("4455", "Order 4455 has not been shipped yet.", "shipped")]
    [InlineData("4455", "Order 4455 hasn't left us.", "left us")]
    [InlineData("4455", "Order 4455 will be shipped soon.", "shipped")]
    [InlineData("4455", "Order 4455 is delayed.", "delayed")]
    [InlineData("4455", "Order 4455 is out for delivery and got stuck in customs.", "stuck")]
    [InlineData("4411", "Order 4411 is on its way.", "on its way")]
    [InlineData("4411", "Order 4411 is shipped.", "shipped")]
    [InlineData("4411", "Order 4411 was returned.", "returned")]
    [InlineData("4411", "Order 4411 was refunded.", "refunded")]
    [InlineData("4411", "Order 4411 was never delivered.", "delivered")]
    [InlineData("4444", "Order 4444 is pending.", "pending")]
    [InlineData("4444", "Order 4444 is being prepared.", "being prepared")]
    [InlineData("4444", "Order 4444 was not cancelled.", "cancelled")]
    [InlineData("4433", "Order 4433 is delivered.", "delivered")]
    // A list whose line has what is true of another line.
    [InlineData("4411 4422", "1. 4422 · delivered · September 21, 2026\n2. 4411 · delivered · June 3, 2026", "delivered")]
    [InlineData("4411 4422", "1. 4422 · invoiced · June 3, 2026\n2. 4411 · delivered · June 3, 2026", "June 3, 2026")]
    [InlineData("4411 4422", "Order 4422 is invoiced. Order 4411 has not been delivered.", "delivered")]
    [InlineData("", "It was delivered on June 9, 2026.", "June 9, 2026")]
    // The sum of one for that of all, one too many, a payment that isn't done; another number of late ones, and one that isn't.
    [InlineData("4411 4422 4433", "You paid €101.70 and $1,234.56 in total for 3 of your 5 orders, €79.90 among it.", "79.90")]
    [InlineData("4411 4433", "You paid £79.90 in total for 2 of your 5 orders, and got £49.90 back.", "49.90")]
    [InlineData("4411 4422", "Together they come to €89.90.", "89.90")]
    [InlineData("4411 4455", "You paid €101.70 in total for 2 of your 6 orders.", "6 orders")]
    [InlineData("4411 4455", "2 of your 5 orders are late:\n\n1. 4455 · shipped\n2. 4411 · delivered", "late")]
    [InlineData("4411 4455", "One of your 5 orders is late:\n\n1. 4411 · delivered", "late")]
    [InlineData("4411 4455", "None of your 5 orders is late.", "late")]
    [InlineData("4411 4433", "You paid £79.90 and €101.70 in total for 2 of your 5 orders. 3 payments that are not completed are left out.", "3 payments")]
    public void WrongFacts_FalseReply_AreFound(string about, string reply, string what) =>
        Assert.Contains(Check(about, reply), wrong => wrong.Contains(what, StringComparison.Ordinal));

    [Theory]
    [InlineData(FactTopic.Status, "4422", "Order 4422 is invoiced.", true)]
    [InlineData(FactTopic.Status, "4422", "Order 4422 has not been shipped yet.", false)]
    [InlineData(FactTopic.Status, "4455", "Order 4455 is on its way.", true)]
    [InlineData(FactTopic.Status, "4411", "You bought order 4411 on June 3, 2026.", false)]
    [InlineData(FactTopic.Shipped, "4411", "It left us on June 5, 2026.", true)]
    [InlineData(FactTopic.Shipped, "4411", "A shipping date is not recorded.", false)]
    [InlineData(FactTopic.Shipped, "4411", "It was shipped in June 2026.", false)]
    [InlineData(FactTopic.Paid, "4411", "You paid 101.70 EUR.", true)]
    [InlineData(FactTopic.Paid, "4411", "You paid by credit card.", false)]
    [InlineData(FactTopic.PaidBy, "4411", "You paid by credit card.", true)]
    [InlineData(FactTopic.Items, "4411", "It contains 1 × blue running shoes.", false)]
    [InlineData(FactTopic.Carrier, "4411", "It travels with ParcelBird.", true)]
    public void Tells_FactAskedFor_MustStandInTheReply(FactTopic topic, string id, string reply, bool tells)
    {
        var order = _shop.Order(id)!;

        var told = FactChecker.Tells(Read(id, reply), reply, new FactWish(_shop.Customer("1")!, [order], Pointing.Id, [topic]));

        Assert.Equal(tells, told);
    }

    private IReadOnlyList<string> Check(string about, string reply) => FactChecker.WrongFacts(Read(about, reply));

    private ReplyReading Read(string about, string reply) =>
        new FactChecker(_shop).Read(reply, [.. about.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => _shop.Order(id)!)], new DateOnly(2026, 10, 21));
}
