using Microsoft.Data.Sqlite;

namespace SupportBot.Hosting.SampleData;

/// <summary>The sample orders database, in the original shop's schema with all optional tables.</summary>
internal static class SampleDatabase
{
    private const string Schema = """
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, joining_date TEXT, phone TEXT, email TEXT, address TEXT, city TEXT,
            zip_code TEXT);
        CREATE TABLE orders (
            order_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(user_id), status TEXT NOT NULL, date_purchase TEXT, date_shipped TEXT,
            date_delivered TEXT);
        CREATE TABLE order_items (
            order_id INTEGER NOT NULL REFERENCES orders(order_id), line INTEGER NOT NULL, product_name TEXT NOT NULL, quantity INTEGER NOT NULL,
            unit_price_minor INTEGER NOT NULL, currency TEXT NOT NULL, PRIMARY KEY (order_id, line));
        CREATE TABLE payments (
            order_id INTEGER NOT NULL REFERENCES orders(order_id), kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund')), method TEXT,
            amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT, date_paid TEXT);
        CREATE TABLE shipments (
            order_id INTEGER NOT NULL REFERENCES orders(order_id), carrier TEXT, tracking_number TEXT, date_estimated TEXT, date_shipped TEXT,
            date_delivered TEXT);
        CREATE INDEX orders_by_user ON orders(user_id);
        CREATE INDEX payments_by_order ON payments(order_id);
        CREATE INDEX shipments_by_order ON shipments(order_id);
        """;

    /// <summary>Makes the database unless the file is there; a kill half-way leaves no file.</summary>
    /// <returns>Whether it was made now.</returns>
    public static bool EnsureCreated(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return false;

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var draft = $"{full}.{Environment.ProcessId}-{Guid.NewGuid():N}.draft";
        try
        {
            Write(draft);
            File.Move(draft, full, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(full))
        {
            // Somebody else made it meanwhile; theirs has the same rows.
            return false;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Write(string path)
    {
        var shop = new SampleShop();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        transaction.Command(Schema).Run();
        foreach (var user in shop.Users)
        {
            transaction.Command("INSERT INTO users VALUES (@id, @first, @last, @joined, @phone, @email, @address, @city, @zip)",
                ("@id", user.Id), ("@first", user.FirstName), ("@last", user.LastName), ("@joined", Iso(user.Joined)), ("@phone", user.Phone),
                ("@email", user.Email), ("@address", user.Address), ("@city", user.City), ("@zip", user.ZipCode)).Run();
        }
        foreach (var order in shop.Orders)
            Insert(transaction, order);
        transaction.Commit();
    }

    private static void Insert(SqliteTransaction transaction, SampleOrder order)
    {
        transaction.Command("INSERT INTO orders VALUES (@id, @user, @status, @bought, @shipped, @delivered)",
            ("@id", order.Id), ("@user", order.UserId), ("@status", order.Status), ("@bought", Iso(order.Purchased)), ("@shipped", Iso(order.Shipped)),
            ("@delivered", Iso(order.Delivered))).Run();
        foreach (var (line, item) in order.Items.Index())
        {
            transaction.Command("INSERT INTO order_items VALUES (@id, @line, @name, @quantity, @price, @currency)",
                ("@id", order.Id), ("@line", line + 1), ("@name", item.ProductName), ("@quantity", item.Quantity), ("@price", item.UnitPriceMinor),
                ("@currency", item.Currency)).Run();
        }
        foreach (var payment in order.Payments)
        {
            transaction.Command("INSERT INTO payments VALUES (@id, @kind, @method, @amount, @currency, @status, @paid)",
                ("@id", order.Id), ("@kind", payment.Kind), ("@method", payment.Method), ("@amount", payment.AmountMinor), ("@currency", payment.Currency),
                ("@status", payment.Status), ("@paid", Iso(payment.Paid))).Run();
        }
        foreach (var parcel in order.Shipments)
        {
            transaction.Command("INSERT INTO shipments VALUES (@id, @carrier, @tracking, @estimated, @shipped, @delivered)",
                ("@id", order.Id), ("@carrier", parcel.Carrier), ("@tracking", parcel.TrackingNumber), ("@estimated", Iso(parcel.Estimated)),
                ("@shipped", Iso(parcel.Shipped)), ("@delivered", Iso(parcel.Delivered))).Run();
        }
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
