namespace SupportBot.Core.Storage;

/// <summary>How a shop's own database is read, section «Orders»: its names, words, times and amounts. Nothing of it is needed
/// where tables and columns have our names.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>Without it the connection string tells.</summary>
    public SqlEngine? Provider { get; set; }

    /// <summary>The shop's tables or views by our names; a schema may stand before: <c>orders</c> = <c>sales.customer_orders</c>.</summary>
    public Dictionary<string, string> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The shop's columns by ours, for each of our tables: <c>orders:order_id</c> = <c>number</c>.</summary>
    public Dictionary<string, Dictionary<string, string>> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rows to read of a table, as <c>column=value</c>: <c>orders</c> = <c>store_id=1</c>.</summary>
    public Dictionary<string, string> Filters { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Our word for each of the shop's status words: <c>completed</c> = <c>delivered</c>.</summary>
    public Dictionary<string, string> Statuses { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The zone whose days customers are told (IANA). Without it days count as they are written.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The zone of stored times that say none (IANA), such as <c>UTC</c>. Without it they are in <see cref="TimeZone"/>.</summary>
    public string? StoredTimeZone { get; set; }

    /// <summary>The currency of amounts that say none (ISO 4217).</summary>
    public string? Currency { get; set; }

    /// <summary>How amounts are stored.</summary>
    public AmountUnit Amounts { get; set; }

    /// <summary>Where a parcel can be followed, by carrier; {number} stands for the tracking number, <c>*</c> for any other carrier.</summary>
    public Dictionary<string, string> TrackingUrls { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The longest that a query may take.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

public enum AmountUnit
{
    /// <summary>Whole numbers of the currency's smallest unit: 1999 for $19.99.</summary>
    Minor,

    /// <summary>The currency itself: 19.99.</summary>
    Major,
}
