using System.CommandLine;
using SupportBot.Hosting.Schema;

namespace SupportBot.Commands;

/// <summary>What the commands have in common.</summary>
internal static class CommandActions
{
    /// <summary>Sets what a command does. Settings may follow it, as they do for the server.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> act)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, ct) => Startup.GuardAsync(() => act(parsed, ct)));
        return command;
    }

    /// <summary>Sets what a command does with the bot's own database, which a server may use meanwhile.</summary>
    public static Command RunsOnDatabase(this Command command, Func<BotDatabase, ParseResult, CancellationToken, Task> act) => command.Runs(async (parsed, ct) =>
    {
        var builder = WebApplication.CreateBuilder(Settings.Options([.. parsed.UnmatchedTokens]));
        builder.AddSettings();
        await using var source = DatabasesSetup.OpenBotFile(builder.Configuration).Source;
        using var database = new BotDatabase(source, Databases.FaultOf);
        await new Migrations(database, TimeProvider.System).RunAsync(BotSchema.All.Steps, ct);
        await act(database, parsed, ct);
        return 0;
    });
}
