using System.CommandLine;

namespace SupportBot.Commands;

/// <summary><c>SupportBot orders check</c>: does this database fit, and what does it lack.</summary>
internal static class OrdersCommand
{
    public static Command Create()
    {
        var check = new Command("check", "Tells whether the orders database fits and what follows from what it lacks. Exit code 1 when it doesn't fit.");
        return new Command("orders", "The shop's orders database (ConnectionStrings:Orders, else the sample).") { check.Runs((_, ct) => CheckAsync(ct)) };
    }

    private static async Task<int> CheckAsync(CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(Environment.GetCommandLineArgs()[1..]).Build();
        await using var source = DatabasesSetup.OrdersSource(configuration);
        var report = await new OrdersSchemaCheck(new OrdersDatabase(source)).RunAsync(ct);
        foreach (var table in report.Found)
            Console.WriteLine($"found    {table}");
        foreach (var note in report.Notes)
            Console.WriteLine($"note     {note}");
        foreach (var error in report.Errors)
            Console.WriteLine($"error    {error}");
        Console.WriteLine(report.Fits ? "The database fits." : "The database does not fit.");
        return report.Fits ? 0 : 1;
    }
}
