using System.CommandLine;
using SupportBot.Core.Retention;
using SupportBot.Hosting.Schema;

namespace SupportBot.Commands;

/// <summary><c>SupportBot customers erase ID</c>: what the bot keeps of a customer goes. A server may run on the same data.</summary>
internal static class CustomersCommand
{
    public static Command Create()
    {
        var customer = new Argument<string>("id") { Description = "The shop's user_id of the customer; of somebody whom the shop has no record of, the sub of their sign-in." };
        var erase = new Command("erase", "Deletes all that the bot's own database has of a customer, open handoffs too, and says what is kept, and why. The shop's database isn't touched.") { customer };
        erase.RunsOnDatabase((database, parsed, ct) => EraseAsync(database, parsed.GetRequiredValue(customer), parsed.InvocationConfiguration.Output, ct));
        return new Command("customers", "What the bot keeps of its customers.") { erase };
    }

    private static async Task EraseAsync(BotDatabase database, string customer, TextWriter output, CancellationToken ct)
    {
        var changed = await new CustomerEraser(database, BotSchema.All).EraseAsync(customer, ct);
        // Also out of the write-ahead log.
        await new BotSpace(database).GiveBackAsync(ct);

        await output.WriteLineAsync(changed.Count == 0 ? $"There is nothing of customer {customer}." : $"Customer {customer} is erased:");
        foreach (var (table, rows) in changed)
            await output.WriteLineAsync($"{table}\t{rows}\t{BotSchema.All.Rules.Single(rule => rule.Table == table).Erasure.InWords}");
    }
}
