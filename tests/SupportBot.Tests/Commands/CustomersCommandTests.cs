using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Commands;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Core.Retention;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Commands;

/// <summary>What operators do about a customer's data, beside a server that runs.</summary>
public sealed class CustomersCommandTests
{
    [Fact]
    public async Task Erase_BesideAServerThatRuns_TakesTheCustomerOutOfTheFilesAndSaysSo()
    {
        var words = string.Concat(Enumerable.Repeat("a parrot with a green hat. ", 40));
        await using var host = await RunningHost.StartAsync(new EchoBot());
        await new CustomerRows("cust-4711", "conversation-1", "Maya Lindqvist", words, DateTimeOffset.UtcNow).AddAsync(host.Services.GetRequiredService<BotDatabase>());
        Assert.True(IsInFiles(host.Folder, "green hat"));

        var erased = await RunAsync(host.Folder, "erase", "cust-4711");
        var again = await RunAsync(host.Folder, "erase", "cust-4711");

        Assert.StartsWith("Customer cust-4711 is erased:", erased, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^transcript\t2\tdeleted with the customer's conversations\s*$", erased);
        Assert.Matches(@"(?m)^agent_audit\t1\tkept, to show who saw whose data", erased);
        Assert.StartsWith("There is nothing of customer cust-4711.", again, StringComparison.Ordinal);
        Assert.False(IsInFiles(host.Folder, "green hat"));
        Assert.False(IsInFiles(host.Folder, "Lindqvist"));
    }

    private static bool IsInFiles(string folder, string words) =>
        Directory.EnumerateFiles(folder, "bot.db*").Any(file => Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<string> RunAsync(string data, params string[] arguments)
    {
        var output = new StringWriter();
        var exitCode = await CustomersCommand.Create().Parse([.. arguments, "--SUPPORTBOT_DATA", data]).InvokeAsync(new InvocationConfiguration { Output = output });
        Assert.Equal(0, exitCode);
        return output.ToString();
    }
}
