using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Tests.Llm.Understand;

public sealed class RuleLanguageTests
{
    [Theory]
    [InlineData("DevelopmentSet", 0.95)]
    [InlineData("HeldOutSet", 0.9)]
    public async Task Understand_LabelledSet_IsRightAsOftenAsPromised(string set, double share)
    {
        var all = Labelled.Read(set);
        var misses = new List<string>();
        foreach (var labelled in all)
        {
            if (await labelled.MissAsync() is { } miss)
                misses.Add(miss);
        }

        Assert.True(misses.Count <= all.Count * (1 - share), $"{misses.Count} of {all.Count}:\n{string.Join('\n', misses)}");
    }
}
