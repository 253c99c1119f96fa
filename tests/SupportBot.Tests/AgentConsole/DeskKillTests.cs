using System.Net;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>kill -9 between any two steps of the desk: after the restart nothing is lost, doubled or half done. An agent's
/// call that died without an answer is repeated, as a console does.</summary>
public sealed class DeskKillTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("accept", "desk accept uncommitted:end")]
    [InlineData("accept", "desk accept:end")]
    [InlineData("accept", "sent:begin")]
    [InlineData("messages", "desk say:begin")]
    [InlineData("messages", "desk say uncommitted:end")]
    [InlineData("messages", "desk say:end")]
    [InlineData("messages", "send:begin")]
    [InlineData("messages", "send:end")]
    [InlineData("messages", "sent:end")]
    [InlineData("close", "desk close uncommitted:end")]
    [InlineData("close", "desk close:end")]
    public async Task Kill_AtAStep_LosesAndDoublesNothing(string action, string point)
    {
        CustomerTalk customer;
        string id;
        await using (var first = await BotProcess.StartAsync(_data.Path))
        {
            customer = await CustomerTalk.OpenAsync(first.Http);
            id = await customer.AskForHelpAsync();
            using var ines = await AgentClient.SignInAsync(first.Http, "Ines");
            if (action != "accept")
            {
                await ines.DoAsync(id, "accept");
                await customer.HearAsync();
            }
        }

        await using (var killed = await BotProcess.StartAsync(_data.Path, killAt: point))
        {
            using var ines = await AgentClient.SignInAsync(killed.Http, "Ines");
            try
            {
                await ines.TryAsync(id, action, BodyOf(action));
            }
            catch (HttpRequestException)
            {
                // Killed before it could answer.
            }

            await killed.WaitForDeathAsync();
        }

        await using var restarted = await BotProcess.StartAsync(_data.Path);
        customer.GoOnAt(restarted.Http);
        using var again = await AgentClient.SignInAsync(restarted.Http, "Ines");
        var status = await again.TryAsync(id, action, BodyOf(action));
        Assert.True(status == HttpStatusCode.OK || (action == "close" && status == HttpStatusCode.Conflict), $"{status}");
        // Whatever is said after it arrives after it.
        if (action == "close")
            await customer.SayAsync("5");
        else
            await again.DoAsync(id, "messages", new { text = "after" });

        var all = await UntilAsync(customer, said => said[^1].Contains(action == "close" ? "Thank you for 5" : "after", StringComparison.Ordinal));
        Assert.Equal(1, all.Count(line => line.Contains("is here now", StringComparison.Ordinal)));
        Assert.Equal(action == "messages" ? 1 : 0, all.Count(line => line.EndsWith("Which size?", StringComparison.Ordinal)));
        Assert.Equal(action == "close" ? 1 : 0, all.Count(line => line.Contains("1 (bad) to 5 (great)", StringComparison.Ordinal)));
        var ticket = await again.FindAsync(id);
        Assert.Equal(action == "close" ? "closed" : "accepted", ticket.GetProperty("state").GetString());
        Assert.Equal(1, ticket.GetProperty("steps").EnumerateArray().Count(step => step.GetProperty("what").GetString() == "accepted"));
        Assert.Equal(action == "close" ? 1 : 0, ticket.GetProperty("steps").EnumerateArray().Count(step => step.GetProperty("what").GetString() == "resolved"));
        Assert.Equal(all.Count(line => !line.StartsWith("customer: ", StringComparison.Ordinal)), (await again.TranscriptAsync(id)).Count(line => !line.StartsWith("customer: ", StringComparison.Ordinal)));
    }

    private static object BodyOf(string action) => action switch
    {
        "messages" => new { text = "Which size?", messageId = "m1" },
        "close" => new { resolution = "done" },
        _ => new { },
    };

    private static async Task<IReadOnlyList<string>> UntilAsync(CustomerTalk customer, Predicate<IReadOnlyList<string>> isEnough)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var all = await customer.AllAsync();
            if (isEnough(all))
                return all;
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
