using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Composing;

namespace SupportBot.Tests.Language.Composing;

/// <summary>Texts as models are shown or trained with them: the data line and its answer.</summary>
internal static class CorpusText
{
    public static FactNames Facts(string data)
    {
        var parts = data.Split("; ").Select(part => part.Split('=')[1]).ToList();
        return new FactNames(
            OrderStatusText.Parse(parts[0]),
            [.. parts[1].Split(',').Select(topic => Enum.Parse<Topic>(topic, ignoreCase: true))],
            parts[2].Split(','),
            "en");
    }

    /// <returns>What the check refuses of the answer, or <c>null</c>.</returns>
    public static string? Refusal(string data, string answer)
    {
        var check = new ClaimCheck(Facts(data));
        var refused = ClaimCheckTests.Sentences(answer).FirstOrDefault(sentence => !check.Accept(sentence));
        return refused is not null ? $"{data}: «{refused}»" : check.IsComplete ? null : $"{data}: «{answer}» leaves facts out";
    }
}
