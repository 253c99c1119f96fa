using Microsoft.Data.Sqlite;

namespace SupportBot.Tests.Hosting;

/// <summary>Reads the sample shop past the application, for what a reply must say.</summary>
internal sealed class SampleShopReader(string data)
{
    /// <returns>A customer's orders, newest first.</returns>
    public List<(string Id, string Status)> OrdersOf(string userId)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "sample-orders.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(order_id AS TEXT), status FROM orders WHERE user_id = @user ORDER BY date_purchase DESC";
        command.Parameters.AddWithValue("@user", userId);
        using var rows = command.ExecuteReader();
        var orders = new List<(string, string)>();
        while (rows.Read())
            orders.Add((rows.GetString(0), rows.GetString(1)));
        return orders;
    }
}
