namespace SupportBot.Eval.Facts;

/// <summary>Puts wishes in words, as differently as customers do.</summary>
internal static class Wording
{
    private static readonly string[] Openers = ["", "", "", "Hi, ", "hello there, ", "Hey! ", "Good morning, ", "Hi, quick question: ", "hi team, ", "Sorry to bother you, "];
    private static readonly string[] Closers = ["", "", "", "", " Thanks!", " please", " Thank you.", " cheers"];

    private static readonly string[] Lists =
    [
        "show me all my orders", "list my orders please", "Can I see all of my orders?", "I'd like a list of all my orders", "What orders do I have with you?",
        "all my orders please", "Could you show me all the orders I've placed?",
    ];

    private static readonly Dictionary<FactTopic, string[]> Questions = new()
    {
        [FactTopic.Status] = ["where is {0}?", "What is the status of {0}?", "any news on {0}?", "Could you check where {0} is?", "what's happening with {0}?", "I would like to know the status of {0}", "can you tell me where {0} is"],
        [FactTopic.Shipped] = ["when was {0} shipped?", "When did {0} ship?", "on which day was {0} sent out?", "What date did you dispatch {0}?", "can you tell me when {0} was shipped", "I want to know on what day {0} left your warehouse"],
        [FactTopic.Delivered] = ["when was {0} delivered?", "When did {0} arrive?", "on what day was {0} delivered", "which day did {0} arrive here?", "Can you tell me when {0} was delivered?", "what was the delivery date of {0}?"],
        [FactTopic.Expected] = ["when will {0} arrive?", "When is {0} supposed to arrive?", "what is the expected delivery date of {0}?", "when can I expect {0}?", "Do you know when {0} will be delivered?", "when is {0} due to come"],
        [FactTopic.Bought] = ["when did I buy {0}?", "What is the purchase date of {0}?", "on what day did I buy {0}?", "can you tell me when I bought {0}", "what's the date of purchase for {0}?"],
        [FactTopic.Paid] = ["how much did I pay for {0}?", "what was I charged for {0}?", "How much money did you charge me for {0}?", "what did I pay for {0}", "can you tell me how much I paid for {0}"],
        [FactTopic.PaidBy] = ["how did I pay for {0}?", "which payment method did I use for {0}?", "With what did I pay for {0}?", "What was the payment method for {0}?", "can you tell me how I paid for {0}"],
        [FactTopic.Refunded] = ["how much did I get back for {0}?", "has the refund for {0} gone through?", "What was refunded for {0}?", "did you refund {0} already?", "how much was refunded for {0}"],
        [FactTopic.Items] = ["what is in {0}?", "which items were in {0}?", "What was in {0}?", "can you tell me what's in {0}", "which products did I buy in {0}?", "what did {0} contain"],
        [FactTopic.Total] = ["what is the total of {0}?", "What's the order total for {0}?", "what was the total for {0}", "can you tell me the total of {0}", "How much was {0} in total?"],
        [FactTopic.Tracking] = ["what's the tracking number of {0}?", "can I have the tracking number for {0}?", "Tracking number for {0} please", "I need the tracking number for {0}", "do you have a tracking number for {0}?"],
        [FactTopic.Carrier] = ["which carrier is delivering {0}?", "who is the carrier of {0}?", "Which courier has {0}?", "what delivery company has {0}?", "which shipping company did you use for {0}?"],
    };

    private static readonly string[] Sums =
    [
        "how much have I spent with you in total?", "What did I pay for all my orders together?", "total of all my orders please", "how much did all of my orders cost altogether",
        "what have I paid you so far, for everything?", "Could you add up all my orders?",
    ];

    private static readonly string[] Lates =
    [
        "is anything late?", "are any of my orders late?", "Which of my orders are overdue?", "is anything I ordered delayed", "do I have any late orders?",
    ];

    private static readonly Dictionary<FactTopic, string[]> Clauses = new()
    {
        [FactTopic.Status] = ["where it is", "what its status is"],
        [FactTopic.Shipped] = ["when it was shipped", "when you sent it"],
        [FactTopic.Delivered] = ["when it was delivered", "when it arrived"],
        [FactTopic.Expected] = ["when it will arrive", "what the expected delivery date is"],
        [FactTopic.Bought] = ["when I bought it", "what the purchase date was"],
        [FactTopic.Paid] = ["how much I paid", "what I was charged"],
        [FactTopic.PaidBy] = ["how I paid", "which payment method I used"],
        [FactTopic.Refunded] = ["how much was refunded", "what I got refunded"],
        [FactTopic.Items] = ["what was in it", "which items were in it"],
        [FactTopic.Total] = ["what the total was", "what the order total is"],
        [FactTopic.Tracking] = ["what the tracking number is"],
        [FactTopic.Carrier] = ["which carrier delivers it", "who the carrier is"],
    };

    private static readonly string[] Several =
    [
        "About {0}: can you tell me {1}?", "For {0}, please tell me {1}.", "Can you tell me {1}? It's about {0}.", "I have a question about {0}. I'd like to know {1}", "regarding {0}, could you say {1}",
    ];

    /// <param name="names">The ways to name the order that is meant; none for a list of all.</param>
    public static string Of(FactWish wish, IReadOnlyList<string> names, Dice dice)
    {
        var words = wish.Topics switch
        {
            [] => dice.Pick(Lists),
            [FactTopic.Sum] => dice.Pick(Sums),
            [FactTopic.Late] => dice.Pick(Lates),
            [var topic] => string.Format(null, dice.Pick(Questions[topic]), dice.Pick(names)),
            _ => string.Format(null, dice.Pick(Several), dice.Pick(names), And([.. wish.Topics.Select(topic => dice.Pick(Clauses[topic]))])),
        };
        var closer = dice.Pick(Closers);
        if (closer.StartsWith(" T", StringComparison.Ordinal) && char.IsLetterOrDigit(words[^1]))
            closer = "." + closer;
        var text = dice.Pick(Openers) + words + closer;
        return dice.Next(5) switch
        {
            0 => text.Replace("?", "", StringComparison.Ordinal).ToLowerInvariant(),
            1 => char.ToUpperInvariant(text[0]) + text[1..],
            _ => text,
        };
    }

    private static string And(string[] parts) => parts.Length == 1 ? parts[0] : string.Join(", ", parts[..^1]) + " and " + parts[^1];
}
