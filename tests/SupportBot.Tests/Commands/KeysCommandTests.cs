using System.CommandLine;
using SupportBot.Commands;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Commands;

/// <summary>What operators do with the signing keys, beside a server that runs.</summary>
public sealed class KeysCommandTests
{
    [Fact]
    public async Task Keys_OfAServerThatRuns_AreListedAndRotatedAndNeverShown()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        Assert.StartsWith("There is none yet", await RunAsync(host.Folder, "list"), StringComparison.Ordinal);
        await DirectLineClient.StartAsync(host);

        var before = await RunAsync(host.Folder, "list");
        var rotated = await RunAsync(host.Folder, "rotate");
        var after = await RunAsync(host.Folder, "list");
        var revoked = await RunAsync(host.Folder, "rotate", "--revoke-old");
        var last = await RunAsync(host.Folder, "list");

        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Matches($@"^1\tmade {today} \d\d:\d\d UTC\tsigns\s*$", before);
        Assert.StartsWith("Key 2 signs from now on. The one before", rotated, StringComparison.Ordinal);
        Assert.Matches(@"^2\tmade .* UTC\tsigns\s+1\tmade .* UTC\tchecks until .* UTC\s*$", after);
        Assert.StartsWith("Key 3 signs from now on. No other counts", revoked, StringComparison.Ordinal);
        Assert.Matches(@"^3\tmade .* UTC\tsigns\s*$", last);
    }

    private static async Task<string> RunAsync(string data, params string[] arguments)
    {
        var output = new StringWriter();
        var exitCode = await KeysCommand.Create().Parse([.. arguments, "--SUPPORTBOT_DATA", data]).InvokeAsync(new InvocationConfiguration { Output = output });
        Assert.Equal(0, exitCode);
        return output.ToString();
    }
}
