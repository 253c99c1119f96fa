namespace SupportBot.Language.Understanding;

/// <summary>Which orders a message means, and what of them together: its expressions, in the light of what was just told and of what is on record.</summary>
internal static class MeantOrders
{
    /// <returns>The orders, what is wanted of several, and the topics as they are meant then.</returns>
    public static (OrderReference Orders, Overview? Wanted, IReadOnlyList<Topic> Topics) Read(
        Heard heard, Act act, Intent intent, IReadOnlyList<Topic> topics, IReadOnlyList<OrderExpression> expressions)
    {
        var today = DateOnly.FromDateTime(heard.Now.UtcDateTime);
        var orders = OrderExpressions.Read(expressions, today, heard.InFocus is not null);
        if (orders is OrderReference.Unspecified { Except: [] } && intent == Intent.OrderInfo
            && (heard.LastMove == BotMove.AskedWhich || (heard.LastMove == BotMove.ToldSeveral && topics.Count == 0)))
            orders = OrderExpressions.InAnswer(heard.Text, today) ?? orders;
        // «which of them were delivered» wants a list, «have all arrived» a yes or no.
        if (topics.Contains(Topic.ArrivedAll) && Lexicon.Words(heard.Text) is ["which" or "what", ..])
            topics = [.. topics.Where(topic => topic != Topic.ArrivedAll).Append(Topic.List).Distinct()];
        // «the total of my order» is no sum.
        if (topics.Contains(Topic.Sum) && !IsSeveral(orders) && !Lexicon.English.Has("sum", Lexicon.Words(heard.Text)))
            topics = [.. topics.Where(topic => topic != Topic.Sum).Append(Topic.Total).Distinct()];
        (orders, var wanted) = Together(topics, AsHeard(heard, act, topics, orders, today), heard.Text, today);
        return (orders, wanted, topics);
    }

    private static List<string> WithoutLead(List<string> words) => [.. words.SkipWhile(word => word is "and" or "ok" or "so" or "then" or "now")];

    /// <summary>A question of so many words goes on with what was just told of.</summary>
    private const int ShortQuestion = 5;

    private static bool IsSeveral(OrderReference orders) =>
        orders is OrderReference.Several or OrderReference.Both or OrderReference.All or OrderReference.Numbers { Ids.Count: > 1 };

    /// <summary>What is asked of several without saying which is asked of those just told of; «is anything late» of all that are.</summary>
    private static OrderReference AsHeard(Heard heard, Act act, IReadOnlyList<Topic> topics, OrderReference orders, DateOnly today)
    {
        var words = Lexicon.Words(heard.Text);
        // «the 489 bucks for the rower»: a thing that nobody finds by its name, but what it cost.
        if (orders is OrderReference.Product { Ids.Count: 0, Also: [] } && OrderExpressions.GivenUpIn(heard.Text) is { } given)
            return given;
        if (orders is OrderReference.Product { Ids.Count: 0 } && OrderHints.Find(heard.Text, heard.Orders) is { } paid)
            return paid;
        // «which one haven't you shipped yet»
        if (orders is OrderReference.Unspecified { Except: [] } && heard.InFocus is null && words is ["which" or "what", "one" or "ones" or "order" or "orders", ..]
            && OrderExpressions.MissingIn(heard.Text, today) is { } missing)
            return missing;
        // «all» of what isn't before them are all.
        if (orders is OrderReference.All { OnShow: true } && heard is { OnShow.Count: < 2, InFocus: null })
            orders = new OrderReference.All { Also = orders.Also, Except = orders.Except };
        if (orders is OrderReference.Unspecified { Except.Count: > 0 } && Lexicon.English.Has("every", words))
            orders = new OrderReference.All(heard.OnShow.Count > 1) { Except = orders.Except };
        // «newest of those» that were just told of
        if (orders is OrderReference.Latest { Count: null } or OrderReference.Ordinal { Place: 1, From: CountedFrom.Oldest } && orders.Also.Count == 0
            && heard.OnShow.Count > 1 && words is [.., "of", "those" or "them" or "these"])
            return new OrderReference.Most(orders is OrderReference.Latest ? Quality.Newest : Quality.Oldest);
        // «which of these isn't here yet»
        if (orders is OrderReference.All { OnShow: true, Also: [] } shown && OrderExpressions.MissingIn(heard.Text, today) is { } absent)
            return shown with { Also = [absent] };
        if (orders is OrderReference.Most or OrderReference.Latest or OrderReference.Ordinal && orders.Also.Count == 0
            && words.Contains("of") && OrderExpressions.StateIn(heard.Text, today) is { } among)
            return orders with { Also = [among] };
        // «total of both open orders»
        if (orders is OrderReference.Both { Also: [] } && (Lexicon.English.Has("ones", words) || heard is { OnShow.Count: < 2, InFocus: null }) && OrderExpressions.StateIn(heard.Text, today) is { } both)
            return new OrderReference.All { Also = [both] };
        if (orders is OrderReference.InStatus { Status: OrderStatus.Shipped } && OrderHints.ByCarrier(heard.Text, heard.Orders) is { } carried)
            return new OrderReference.All { Also = [carried] };
        if (orders is not (OrderReference.Unspecified or OrderReference.Mentioned or OrderReference.All) || orders.Also.Count > 0)
            return orders;
        // «In may I bought something from you, send the bill please»
        if (orders is OrderReference.Unspecified { Except: [] } && heard.InFocus is null && Lexicon.English.Has("bought", words)
            && DateReader.Read(heard.Text, today) is { } bought && heard.Orders.Any(order => bought.Holds(order.Purchased)))
            return new OrderReference.Bought(bought);
        // «so what's still coming», «what's still coming besides the shelf»
        if (orders is OrderReference.Unspecified && Lexicon.English.Has("any", words) && Lexicon.English.Has("coming", words))
            return new OrderReference.All { Also = [new OrderReference.Open()], Except = orders.Except };
        // «what did i cancel», «and what was delivered?»
        if (orders is OrderReference.Unspecified { Except: [] } && WithoutLead(words) is ["what" or "which", "did" or "was" or "were" or "have" or "has", ..]
            && topics.All(topic => topic is Topic.Status or Topic.List or Topic.Delivery) && !words.Contains("when") && OrderExpressions.StateIn(heard.Text, today) is { } asked
            && (heard.InFocus is null || heard.LastMove == BotMove.ToldSeveral))
            return new OrderReference.All { Also = [asked] };
        // «to paypal or card?» after two were told of
        if (orders is OrderReference.Unspecified { Except: [] } && heard is { LastMove: BotMove.ToldSeveral, OnShow.Count: 2 or 3 }
            && topics.Any(topic => topic <= Topic.Purchase) && (act == Act.GoesOn || (act == Act.Ask && words.Count <= ShortQuestion)))
            return new OrderReference.All(OnShow: true);
        if (topics.Contains(Topic.Compare) && orders.Except.Count == 0 && OrderExpressions.Most("superlative", heard.Text) is { } compared)
            return compared;
        if (orders.Except.Count == 0 && heard.InFocus is null
            && (OrderExpressions.Most("superlative", heard.Text) ?? OrderHints.Find(heard.Text, heard.Orders)) is { } hinted)
            return hinted;
        if (topics.Contains(Topic.Late) && (orders is not OrderReference.Mentioned || heard.InFocus is null)
            && (Lexicon.English.Has("any", words) || topics.Contains(Topic.List)))
            return new OrderReference.Late(today);
        if (orders is OrderReference.All { OnShow: false })
            return orders;
        if (!topics.Any(topic => topic is Topic.Sum or Topic.Compare or Topic.ArrivedAll) || Lexicon.English.Has("ever", words))
            return orders;
        return heard.LastMove == BotMove.ToldSeveral && heard.OnShow.Count > 1 ? new OrderReference.All(OnShow: true) { Except = orders.Except }
            : heard.InFocus is not null && Lexicon.English.Has("together", words) ? new OrderReference.Both { Except = orders.Except }
            : orders;
    }

    /// <summary>«all my open orders» are the open ones, «how much have I spent» is about all.</summary>
    private static (OrderReference Orders, Overview? Wanted) Together(IReadOnlyList<Topic> topics, OrderReference orders, string text, DateOnly today)
    {
        var wanted = OverviewOf(topics, orders);
        // «the lamp that hasn't arrived», «the lamp I bought in May»
        if (orders is OrderReference.Product or OrderReference.Bought && orders.Also.Count == 0 && OrderExpressions.MissingIn(text, today) is { } missing)
            return (orders with { Also = [missing] }, wanted);
        if (orders is OrderReference.Product { Ids.Count: > 1, Also: [] } && OrderExpressions.GivenUpIn(text) is { } given)
            return (orders with { Also = [given] }, wanted);
        if (orders is OrderReference.Product { Also: [] } product && (product.Ids.Count > 1 || Lexicon.English.Has("bought", Lexicon.Words(text)))
            && DateReader.Read(text, today) is { } bought)
            return (orders with { Also = [new OrderReference.Bought(bought)] }, wanted);
        if (orders is OrderReference.All { OnShow: false, Also: [(OrderReference.InState or OrderReference.Bought) and var sign], Except: [] }
            && (wanted is not null || topics.All(topic => topic == Topic.Status)))
            return (sign, wanted ?? Overview.List);
        if (orders is OrderReference.All { Except.Count: > 0 } && wanted is null && topics.All(topic => topic == Topic.Status))
            wanted = Overview.List;
        if (wanted is null && topics.Count > 0 && topics.All(topic => topic is Topic.Payment or Topic.Total)
            && (orders is OrderReference.All { OnShow: false } || (IsSeveral(orders) && topics.Contains(Topic.Total))))
            wanted = Overview.Spent;
        if (wanted is null || orders is not (OrderReference.Unspecified or OrderReference.All { OnShow: false }) || orders.Also.Count > 0)
            return (orders, wanted);
        // «which orders havent arrived yet», «how much have I spent this year»: of several, the words alone say which.
        if (orders.Except.Count == 0 && wanted == Overview.List && OrderExpressions.StateIn(text, today) is { } state)
            return (state, wanted);
        return orders.Except.Count == 0 && DateReader.Read(text, today) is { } days ? (new OrderReference.Bought(days), wanted)
            : (new OrderReference.All { Also = orders.Also, Except = orders.Except }, wanted);
    }

    private static Overview? OverviewOf(IReadOnlyList<Topic> topics, OrderReference orders)
    {
        if (orders is OrderReference.Ordinal or OrderReference.Latest { Count: null } or OrderReference.Most or OrderReference.Late
            or OrderReference.Numbers { Ids: [_] })
            return null;
        if (topics.Contains(Topic.Compare))
            return Overview.Compare;
        if (topics.Contains(Topic.Sum))
            return Overview.Spent;
        if (topics.Contains(Topic.ArrivedAll))
            return Overview.Arrived;
        // «my last two orders» are told of one by one.
        return (topics.Contains(Topic.List) || topics.Contains(Topic.Count)) && orders is not OrderReference.Latest { Count: <= 3 } ? Overview.List : null;
    }
}
