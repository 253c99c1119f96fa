using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MySqlConnector;
using Npgsql;
using SupportBot.Core.Storage;
using SupportBot.Tests.Servers;

namespace SupportBot.Tests.DeploymentTemplates.Shops;

/// <summary>A shop system's tables with made-up orders, our views over them, and the account that may read these.</summary>
internal sealed record ShopSystem(string Name, string ConnectionString, IConfiguration Settings)
{
    public static IReadOnlyList<string> OnMariaDb { get; } = ["woocommerce", "prestashop", "magento", "shopware"];

    public static IReadOnlyList<string> OnPostgres { get; } = ["saleor", "medusa"];

    private static string Folder(string name) => Path.Combine(SupportBot.Hosting.Settings.Root, "deploymentTemplates", "shops", name);

    public JsonElement Expected => JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFiles, $"{Name}.expected.json"))).RootElement;

    private static string TestFiles => Path.Combine(SupportBot.Hosting.Settings.Root, "tests", "SupportBot.Tests", "Shops");

    public static async Task<ShopSystem> CreateAsync(string name, PostgresServer postgres, MariaDbServer mariaDb)
    {
        var scripts = new[] { Path.Combine(TestFiles, $"{name}.sql"), Path.Combine(Folder(name), "views.sql"), Path.Combine(Folder(name), "grant.sql") }.Select(File.ReadAllText);
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(Folder(name), "settings.json")).Build();
        if (OnPostgres.Contains(name))
        {
            var owner = postgres.ConnectionString(await postgres.CreateAsync());
            foreach (var script in scripts)
            {
                await using var connection = new NpgsqlConnection(owner + ";Pooling=false");
                await connection.OpenAsync();
                await connection.Command(script).RunAsync(default);
            }
            return new(name, owner.Replace("Username=bot", "Username=supportbot_reader;Search Path=supportbot", StringComparison.Ordinal), settings);
        }
        foreach (var script in scripts.Prepend("DROP DATABASE IF EXISTS supportbot"))
        {
            await using var connection = new MySqlConnection(mariaDb.ConnectionString("mysql") + ";Pooling=false");
            await connection.OpenAsync();
            await connection.Command(script).RunAsync(default);
        }
        return new(name, mariaDb.ConnectionString("supportbot").Replace("User ID=root", "User ID=supportbot_reader;Password=CHANGE-ME", StringComparison.Ordinal), settings);
    }

    public OrdersOptions Options()
    {
        var options = new OrdersOptions();
        Settings.GetSection(OrdersOptions.Section).Bind(options);
        return options;
    }
}
