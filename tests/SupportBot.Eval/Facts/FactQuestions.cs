using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>Makes up questions from the rows of an orders database: the same for the same database and seed.</summary>
internal sealed class FactQuestions(ShopRows shop, uint seed = 1)
{
    private static readonly FactTopic[] Topics = [.. Enum.GetValues<FactTopic>().Where(topic => topic is not (FactTopic.Sum or FactTopic.Late))];

    private readonly List<CustomerRow> _customers =
        [.. shop.Customers.Where(customer => shop.OrdersOf[customer.Id].Any()).OrderBy(customer => customer.Id.Length).ThenBy(customer => customer.Id, StringComparer.Ordinal)];

    public IEnumerable<FactQuestion> Make(int count)
    {
        var dice = new Dice(seed);
        for (var i = 0; i < count && _customers.Count > 0; i++)
        {
            var wish = Wish(dice, dice.Next(15) == 0);
            yield return new FactQuestion(wish, Word(wish, dice));
        }
    }

    /// <summary>Wishes for one order, each to be put in several words.</summary>
    public IEnumerable<FactWish> Wishes(int count)
    {
        var dice = new Dice(seed + 1);
        for (var i = 0; i < count && _customers.Count > 0; i++)
        {
            var wish = Wish(dice, isList: false);
            while (wish.Pointing == Pointing.Ordinal)
                wish = Wish(dice, isList: false);
            yield return wish;
        }
    }

    public string Word(FactWish wish, Dice dice) =>
        Wording.Of(wish, wish.Pointing == Pointing.All ? [] : new OrderNames([.. shop.OrdersOf[wish.Customer.Id]]).Say(wish.Orders[0], wish.Pointing), dice);

    private FactWish Wish(Dice dice, bool isList)
    {
        var customer = dice.Pick(_customers);
        var orders = shop.OrdersOf[customer.Id].ToList();
        if (isList)
            return new FactWish(customer, orders, Pointing.All, dice.Pick<FactTopic[]>([[], [FactTopic.Sum], [FactTopic.Late]]));

        var order = dice.Pick(orders);
        var pointing = dice.Pick(new OrderNames(orders).Of(order).ToList());
        var topics = Topics.Where(topic => Fits(topic, pointing, order)).ToList();
        dice.Shuffle(topics);
        var many = dice.Next(6) switch { 0 => 2, 1 => dice.Next(3) == 0 ? 3 : 2, _ => 1 };
        return new FactWish(customer, [order], pointing, topics[..Math.Min(many, topics.Count)]);
    }

    /// <summary>Customers don't ask for what their own words say, nor when something will come that they sent back.</summary>
    private static bool Fits(FactTopic topic, Pointing pointing, OrderRow order) => topic switch
    {
        FactTopic.Status => pointing != Pointing.Status,
        FactTopic.Bought => pointing is not Pointing.Day,
        FactTopic.Items => pointing != Pointing.Product,
        FactTopic.Expected => !order.HasArrived && order.Status != "cancelled",
        FactTopic.Delivered => order.HasArrived || order.Status == "shipped",
        FactTopic.Shipped => order.Status != "cancelled",
        FactTopic.Refunded => order.Status is "cancelled" or "returned" || order.Payments.Any(payment => payment.IsRefund),
        _ => true,
    };
}
