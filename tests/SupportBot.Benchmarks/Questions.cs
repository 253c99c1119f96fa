namespace SupportBot.Benchmarks;

/// <summary>ORDER_INFO questions of sample customer 7, who has one order, so that each turn ends in an answer.</summary>
internal static class Questions
{
    public const string Customer = "7";

    public static IReadOnlyList<string> All { get; } =
    [
        "Hi there, I was wondering where my order is, could you have a look for me please",
        "when was my last order shipped?",
        "hello, has my parcel been delivered yet",
        "Good morning! What is the status of my order and when did I buy it?",
        "how much did i pay for my order",
        "what did I order again? and how did i pay",
        "can u tell me whos carrying my parcel and the tracking number plz",
        "When is my order going to arrive? I have been waiting for ages now.",
    ];
}
