using System.CommandLine;
using SupportBot.Channels.DirectLine;
using SupportBot.Hosting.Schema;

namespace SupportBot.Commands;

/// <summary><c>SupportBot keys list|rotate</c>: the keys that the web chat's tokens are signed with. A server that runs on the
/// same data takes the change over within seconds.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The keys that sign the web chat's tokens: which there are, and changing them. Ids and ages, never the keys themselves.")
    {
        CreateList(),
        CreateRotate(),
    };

    private static Command CreateList()
    {
        var list = new Command("list", "Lists the keys that count, the newest first.") { TreatUnmatchedTokensAsErrors = false };
        list.SetAction((parsed, ct) => Startup.GuardAsync(() => RunAsync(parsed, (keys, output) => ListAsync(keys, output, ct), ct)));
        return list;
    }

    private static Command CreateRotate()
    {
        var revoke = new Option<bool>("--revoke-old") { Description = "The old keys count no more at once, for when one has leaked; chats get new tokens by themselves." };
        var rotate = new Command("rotate", "Makes a new key. The one before goes on checking the tokens that it signed until they have expired, a day later at most.") { revoke };
        rotate.TreatUnmatchedTokensAsErrors = false;
        rotate.SetAction((parsed, ct) =>
            Startup.GuardAsync(() => RunAsync(parsed, (keys, output) => RotateAsync(keys, parsed.GetValue(revoke), output, ct), ct)));
        return rotate;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<DirectLineKeys, TextWriter, Task> act, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(Settings.Options([.. parsed.UnmatchedTokens]));
        builder.AddSettings();
        await using var source = DatabasesSetup.OpenBotFile(builder.Configuration).Source;
        using var database = new BotDatabase(source, Databases.FaultOf);
        await new Migrations(database, TimeProvider.System).RunAsync(BotSchema.All.Steps, ct);
        await act(new DirectLineKeys(database, TimeProvider.System), parsed.InvocationConfiguration.Output);
        return 0;
    }

    private static async Task ListAsync(DirectLineKeys keys, TextWriter output, CancellationToken ct)
    {
        var all = await keys.ListAsync(ct);
        if (all.Count == 0)
            await output.WriteLineAsync("There is none yet; the server makes one for its first chat.");
        foreach (var key in all)
        {
            var made = key.MadeAt is { } at ? "made " + Words(at) : "made by an earlier version";
            var use = key.EndsAt is { } ends ? "checks until " + Words(ends) : "signs";
            await output.WriteLineAsync($"{key.Id}\t{made}\t{use}");
        }
    }

    private static async Task RotateAsync(DirectLineKeys keys, bool revokesOld, TextWriter output, CancellationToken ct)
    {
        var id = await keys.RotateAsync(revokesOld, ct);
        await output.WriteLineAsync(
            $"Key {id} signs from now on. " + (revokesOld ? "No other counts any more." : "The one before checks its tokens until they have expired."));
    }

    private static string Words(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
