using System.CommandLine;
using SupportBot.Channels.Terminal;
using SupportBot.Language.Models;

namespace SupportBot.Commands;

/// <summary><c>SupportBot chat --customer 6</c>: the whole bot in the terminal, as that customer.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        var customer = new Option<string>("--customer") { Description = "The user_id of the customer to be.", Required = true };
        return new Command("chat", "Talks to the bot in the terminal, as one of the shop's customers. An empty line is a message too; Ctrl+D ends.") { customer }
            .Runs((parsed, ct) => RunAsync(parsed.GetRequiredValue(customer), parsed.UnmatchedTokens, ct));
    }

    private static async Task<int> RunAsync(string userId, IReadOnlyList<string> settings, CancellationToken ct)
    {
        // Whoever can start this can read both databases: there is no customer to prove here.
        await using var app = Application.Build(["--environment", "Development", "--Logging:LogLevel:Default", "Warning", .. settings]);
        await app.PrepareDatabasesAsync(ct);
        var services = app.Services;
        if (await services.GetRequiredService<ICustomerDirectory>().FindByUserIdAsync(userId, ct) is not { } customer)
            throw new StartupException($"The orders database has no customer {userId}.");

        var model = services.GetRequiredService<ModelHost>();
        await model.StartAsync(ct);
        await model.Loaded.WaitAsync(ct);
        var turns = services.GetRequiredService<TurnQueue>();
        var chat = new TerminalChat(turns);
        await chat.BindAsync(services.GetRequiredService<IConversationBindings>(), customer.Id, ct);
        Console.WriteLine($"You are {customer.FullName} (customer {userId}); replies are worded by {model.Status.InWords}. Ctrl+D ends.");
        Console.Write("> ");
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            foreach (var reply in await chat.SayAsync(line, ct))
                Console.WriteLine(reply);
            Console.Write("> ");
        }

        Console.WriteLine();
        await turns.StopAsync(ct);
        await services.GetRequiredService<OutboxSender>().StopAsync(ct);
        return 0;
    }
}
