namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>Makes a meaning of a large model's answer: only words that stand in the message count, and code reads what they mean.</summary>
internal static class LargeModelReader
{
    public static Understanding Read(Heard heard, IReadOnlyList<Grounded> found, LargeModelReading reading)
    {
        var expressions = reading.Orders.Select(order => Of(heard.Text, found, order)).OfType<OrderExpression>().ToList();
        // What is the customer's own counts, whether the model names it or not.
        expressions.AddRange(found.Where(one => !expressions.Exists(expression => expression.Ids.SequenceEqual(one.Ids)))
            .Select(one => new OrderExpression(one.Kind == GroundedKind.Number ? ExpressionKind.Number : ExpressionKind.Product, false, "", one.Ids)));
        return MessageReader.Make(heard, reading.Act, reading.Intent, reading.Topics, expressions);
    }

    private static OrderExpression? Of(string text, IReadOnlyList<Grounded> found, LargeModelExpression order)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (order.Words.Equals(LargeModelPrompt.MarkOf(found, i), StringComparison.OrdinalIgnoreCase))
                return new OrderExpression(
                    found[i].Kind == GroundedKind.Number ? ExpressionKind.Number : ExpressionKind.Product, order.IsDenied, order.Words, found[i].Ids);
        }
        return order.Words.Length > 0 && text.Contains(order.Words, StringComparison.OrdinalIgnoreCase)
            ? new OrderExpression(order.Kind, order.IsDenied, order.Words, []) : null;
    }
}
