using System.CommandLine;
using SupportBot.Channels.DirectLine;

namespace SupportBot.Commands;

/// <summary><c>SupportBot keys list|rotate</c>: the keys that the web chat's tokens are signed with. A server that runs on the
/// same data takes the change over within seconds.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var revoke = new Option<bool>("--revoke-old") { Description = "The old keys count no more at once, for when one has leaked; chats get new tokens by themselves." };
        return new("keys", "The keys that sign the web chat's tokens: which there are, and changing them. Ids and ages, never the keys themselves.")
        {
            new Command("list", "Lists the keys that count, the newest first.")
                .RunsOnDatabase((database, parsed, ct) => ListAsync(database, parsed.InvocationConfiguration.Output, ct)),
            new Command("rotate", "Makes a new key. The one before goes on checking the tokens that it signed until they have expired, a day later at most.") { revoke }
                .RunsOnDatabase((database, parsed, ct) => RotateAsync(database, parsed.GetValue(revoke), parsed.InvocationConfiguration.Output, ct)),
        };
    }

    private static async Task ListAsync(BotDatabase database, TextWriter output, CancellationToken ct)
    {
        var all = await new DirectLineKeys(database, TimeProvider.System).ListAsync(ct);
        if (all.Count == 0)
            await output.WriteLineAsync("There is none yet; the server makes one for its first chat.");
        foreach (var key in all)
        {
            var made = key.MadeAt is { } at ? "made " + Words(at) : "made by an earlier version";
            var use = key.EndsAt is { } ends ? "checks until " + Words(ends) : "signs";
            await output.WriteLineAsync($"{key.Id}\t{made}\t{use}");
        }
    }

    private static async Task RotateAsync(BotDatabase database, bool revokesOld, TextWriter output, CancellationToken ct)
    {
        var id = await new DirectLineKeys(database, TimeProvider.System).RotateAsync(revokesOld, ct);
        await output.WriteLineAsync(
            $"Key {id} signs from now on. " + (revokesOld ? "No other counts any more." : "The one before checks its tokens until they have expired."));
    }

    private static string Words(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
