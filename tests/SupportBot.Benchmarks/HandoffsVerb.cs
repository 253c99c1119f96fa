using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Load;

namespace SupportBot.Benchmarks;

/// <summary><c>handoffs</c>: two hundred handoffs open at once with messages both ways. The bot and all who talk to it run
/// in this process and share its cores.</summary>
internal static class HandoffsVerb
{
    private static readonly TimeSpan PerMessage = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(int handoffs, int agents, int messagesEach)
    {
        await using var bot = await BotUnderTest.StartAsync(
            builder => builder.Services.AddSingleton(TimeProvider.System),
            "--Llm:Model", "none", "--DirectLine:SessionsPerMinute=100000", "--DirectLine:CallsPerMinute=100000", "--DirectLine:ActivitiesPerMinute=100000", "--DirectLine:ConversationsPerHour=100000",
            "--DirectLine:MessageMebibytesPerCustomer=100000", "--DirectLine:MessageMebibytesPerAddress=100000");
        var address = bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var load = new HandoffLoad(new Uri(address), handoffs, agents, messagesEach, PerMessage);
        await load.RunAsync();

        Report.Line("open_at_once", load.OpenAtOnce);
        Report.Line("messages", 2 * handoffs * messagesEach);
        Report.Line("faults", load.Faults.Count);
        foreach (var fault in load.Faults.Take(20))
            Report.Progress(fault);
        foreach (var (name, milliseconds) in load.Milliseconds.OrderBy(call => call.Key, StringComparer.Ordinal))
        {
            var key = name.Replace(' ', '_') + "_ms";
            Report.Line(key + "_count", milliseconds.Count);
            foreach (var share in new[] { 50, 95, 99 })
                Report.Line($"{key}_p{share}", milliseconds[Math.Min(milliseconds.Count - 1, milliseconds.Count * share / 100)], 1);
        }

        return load.Faults.Count == 0 && load.OpenAtOnce == handoffs ? 0 : 1;
    }
}
