using System.Diagnostics;
using Newtonsoft.Json.Linq;
using SupportBot.Hosting;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>The client that Web Chat is built on, from npm, under Node.</summary>
public sealed class DirectLineJsTests
{
    private static readonly string Client = Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "Channels", "DirectLine", "client");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("socket", "cut")]
    [InlineData("poll", "keep")]
    public async Task Conversation_OfTheRealClient_LosesAndDoublesNothing(string transport, string cut)
    {
        if (!Directory.Exists(Path.Combine(Client, "node_modules", "botframework-directlinejs")))
            await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await using var host = await RunningHost.StartAsync(new EchoBot());

        var lines = await RunAsync("node", "talk.cjs", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), transport, cut);

        var reports = lines.Where(line => line.StartsWith('{')).Select(JObject.Parse).ToList();
        JToken? Reported(string name) => reports.Select(report => report[name]).FirstOrDefault(value => value is not null);
        Assert.DoesNotContain(reports, report => report["error"] is not null);
        Assert.Equal((true, true, true, true), ((bool)Reported("echo")!, (bool)Reported("reply")!, (bool)Reported("user")!, (bool)Reported("inOrder")!));
        Assert.True((bool)Reported("refreshed")!);
        Assert.True((bool)Reported("sessionId")!);
        Assert.Equal(["Connecting", "Online"], reports.Select(report => (string?)report["status"]).Where(status => status is not null and not "Uninitialized"));
        var texts = Reported("texts")!.Select(text => (string)text!);
        if (cut == "cut")
        {
            Assert.Equal(2, (int)Reported("sockets")!);
            Assert.Equal([EchoBot.Greeting, "one", "You said: one", "two", "You said: two"], texts);
        }
        else
        {
            Assert.Equal([EchoBot.Greeting, "one", "You said: one"], texts);
        }
    }

    private static async Task<string[]> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Client,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
