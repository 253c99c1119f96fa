using Microsoft.Data.Sqlite;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Eval.Shop;

/// <summary>The orders database of a run as a SQLite file: the one given, one built from a script, or the sample shop.</summary>
internal sealed class ShopFile : IDisposable
{
    private readonly DirectoryInfo? _folder;

    private ShopFile(string path, DirectoryInfo? folder) => (Path, _folder) = (path, folder);

    public string Path { get; }

    /// <param name="given">A SQLite file, or a script that ends in «.sql»; <c>null</c> for the sample shop.</param>
    /// <exception cref="EvalException">There is no such file, or the script can't be run.</exception>
    public static ShopFile Open(string? given)
    {
        if (given is not null && !File.Exists(given))
            throw new EvalException($"There is no orders database {given}.");
        if (given is not null && !given.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            return new ShopFile(System.IO.Path.GetFullPath(given), null);

        var folder = Directory.CreateTempSubdirectory("supportbot-eval-");
        var shop = new ShopFile(System.IO.Path.Combine(folder.FullName, "orders.db"), folder);
        try
        {
            if (given is null)
                SampleDatabase.EnsureCreated(shop.Path);
            else
                Run(File.ReadAllText(given), shop.Path);
            return shop;
        }
        catch (SqliteException error)
        {
            shop.Dispose();
            throw new EvalException($"{given} can't be run as a SQLite script: {error.Message}", error);
        }
    }

    public void Dispose() => _folder?.Delete(recursive: true);

#pragma warning disable CA2100 // The script is the database that whoever runs the evaluation asks for.
    private static void Run(string script, string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
