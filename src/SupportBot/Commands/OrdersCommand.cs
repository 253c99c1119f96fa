using System.CommandLine;
using SupportBot.Channels.Terminal;
using SupportBot.Core.Orders;
using SupportBot.OrdersImport;

namespace SupportBot.Commands;

/// <summary><c>SupportBot orders check</c>: does this database fit, what can't be read in it, and what would customers be told.</summary>
internal static class OrdersCommand
{
    private const int RowsBetweenSigns = 20_000;

    /// <summary>Long enough for tables that are read whole; the bot itself gives up much earlier.</summary>
    private static readonly TimeSpan MaxQuery = TimeSpan.FromMinutes(10);

    private static readonly string[] Questions = ["where is my order?", "what was in my last order?", "how was it paid?"];

    public static Command Create()
    {
        var customer = new Option<string>("--customer") { Description = "A user_id; three questions are answered as that customer would be." };
        var check = new Command("check",
            "Reads the orders database as the bot does: which tables and columns it has, which values can't be read, what is slow. Exit code 1 for what makes answers wrong.") { customer };
        return new Command("orders", "The shop's orders database (ConnectionStrings:Orders, else the sample; settings «Orders»).")
        {
            check.Runs((parsed, ct) => CheckAsync(parsed.GetValue(customer), parsed.UnmatchedTokens, parsed.InvocationConfiguration.Output, ct)),
            CreateImport(),
        };
    }

    private static Command CreateImport()
    {
        var file = new Argument<string>("file") { Description = "Shopify's export of orders as CSV, or a CSV with our own columns (order_id, user_id, status, date_purchase, …)." };
        var to = new Option<string>("--to") { Description = "The SQLite file to make; an older one is replaced in one step, also while a bot reads it.", Required = true };
        return new Command("import", "Makes an orders file of an export, as often as you like, and lists the lines that can't be used.") { file, to }.Runs((parsed, ct) =>
        {
            Import(parsed.GetRequiredValue(file), parsed.GetRequiredValue(to), parsed.InvocationConfiguration.Output, ct);
            return Task.FromResult(0);
        });
    }

    private static void Import(string csv, string to, TextWriter output, CancellationToken ct)
    {
        var rejected = 0;
        var importer = new OrdersImporter(to, (line, why) =>
        {
            rejected++;
            output.WriteLine($"line {line}: {why}");
        });
        importer.Run(csv, orders => Sign(orders, "orders"), ct);
        output.WriteLine($"{importer.Orders:N0} orders of {importer.Customers:N0} customers are in {to}; {(rejected == 0 ? "every line was used" : $"{rejected:N0} lines told of above")}.");
        output.WriteLine($"Use it with ConnectionStrings__Orders='Data Source={Path.GetFullPath(to)}'.");
    }

    private static void Sign(long count, string what)
    {
        if (count % RowsBetweenSigns == 0 && !Console.IsErrorRedirected)
            Console.Error.Write($"\r{count:N0} {what} ");
    }

    private static async Task<int> CheckAsync(string? customer, IReadOnlyList<string> settings, TextWriter output, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(Settings.Options([.. settings]));
        builder.AddSettings();
        var options = DatabasesSetup.OrdersOptionsOf(builder.Configuration);
        var values = new OrdersValues(options, TimeProvider.System);
        options.QueryTimeout = MaxQuery;
        using var database = DatabasesSetup.OpenOrders(builder.Configuration, options);
        var schema = await new OrdersSchemaCheck(database).RunAsync(ct);
        Tell(output, "found", schema.Found);
        Tell(output, "note", schema.Notes);
        Tell(output, "error", schema.Errors);
        var fits = schema.Fits && await CheckRowsAsync(database, values, output, ct);
        if (customer is not null && schema.Fits)
            await AskAsync(customer, settings, output, ct);
        await output.WriteLineAsync(fits ? "The database fits." : "The database does not fit.");
        return fits ? 0 : 1;
    }

    private static async Task<bool> CheckRowsAsync(OrdersDatabase database, OrdersValues values, TextWriter output, CancellationToken ct)
    {
        var rows = await new OrdersRowsCheck(database, values, TimeProvider.System).RunAsync(new RowsRead(), ct);
        Tell(output, "rows", rows.Facts);
        Tell(output, "note", rows.Notes);
        Tell(output, "error", rows.Errors);
        return rows.Errors.Count == 0;
    }

    /// <summary>The whole bot answers, on data of its own that are gone afterwards.</summary>
    private static async Task AskAsync(string userId, IReadOnlyList<string> settings, TextWriter output, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("supportbot-check-").FullName;
        try
        {
            await AskAsync(userId, data, settings, output, ct);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task AskAsync(string userId, string data, IReadOnlyList<string> settings, TextWriter output, CancellationToken ct)
    {
        await using var app = Application.Build(["--environment", "Development", "--Logging:LogLevel:Default", "Warning", "--Llm:Model", "none", .. settings, "--SUPPORTBOT_DATA", data]);
        await app.PrepareDatabasesAsync(ct);
        if (await app.Services.GetRequiredService<ICustomerDirectory>().FindByUserIdAsync(userId, ct) is not { } customer)
        {
            await output.WriteLineAsync($"There is no customer {userId}.");
            return;
        }
        var turns = app.Services.GetRequiredService<TurnQueue>();
        var chat = new TerminalChat(turns);
        await chat.BindAsync(app.Services.GetRequiredService<IConversationBindings>(), customer.Id, ct);
        foreach (var question in Questions)
        {
            await output.WriteLineAsync($"asked    {question}");
            foreach (var reply in (await chat.SayAsync(question, ct)).Where(reply => reply.Trim().Length > 0))
                await output.WriteLineAsync($"answer   {reply.ReplaceLineEndings("\n         ")}");
        }
        await turns.StopAsync(ct);
    }

    private static void Tell(TextWriter output, string what, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            output.WriteLine($"{what,-8} {line}");
    }

    private sealed class RowsRead : IProgress<long>
    {
        public void Report(long value) => Sign(value, "rows read");
    }
}
