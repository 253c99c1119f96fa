using SupportBot.Core.Orders;

namespace SupportBot.Benchmarks;

/// <summary>The flow to beat: three generations, each prompt read from its first token, greedy, without a grammar, with the
/// customer's values in the prompt.</summary>
internal static class ThreeCallFlow
{
    public const int LabelTokens = 8;
    public const int ParameterTokens = 64;
    public const int AnswerTokens = 128;

    private const int MaxOrders = 5;

    public static string Label(string message) =>
        $"""
        You are the router of an online shop's customer support. Read the customer's message and reply with exactly one label: ORDER_INFO if they ask about the state, dates or payment of an order; ORDER_HELP if they want a person or want something done about an order; OUT_OF_SCOPE for anything else.
        Message: {message}
        Label:
        """;

    /// <param name="orders">A <see cref="Line"/> for each, newest first.</param>
    public static string Parameters(string fullName, string email, IEnumerable<string> orders, string message) =>
        $$"""
        The customer {{fullName}} ({{email}}) has these orders, newest first:
        {{string.Join('\n', orders.Take(MaxOrders))}}
        Their message: {{message}}
        Which order do they mean? Words like "my last order" mean the newest. Reply with JSON only: {"target_order_id": <id or null>, "needs_clarification": <true or false>}
        JSON:
        """;

    public static string Answer(string fullName, string order, string message) =>
        $"""
        You are a friendly customer support assistant of an online shop. Answer the customer in two or three sentences, using only the data below. Never mention other customers or internal data. If the data does not say, say that you do not know.
        Customer: {fullName}
        Order: {order}
        Message: {message}
        Answer:
        """;

    public static string Line(Order order) => FormattableString.Invariant(
        $"{order.Id} | {order.Status.ToString().ToLowerInvariant()} | bought {order.Purchased:yyyy-MM-dd} | shipped {order.Shipped:yyyy-MM-dd} | delivered {order.Delivered:yyyy-MM-dd}");
}
