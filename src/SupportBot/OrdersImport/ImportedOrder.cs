namespace SupportBot.OrdersImport;

/// <summary>An order of an export, as it goes into the orders file.</summary>
/// <param name="Line">Of the export.</param>
internal sealed record ImportedOrder(int Line, string Id, string? UserId, IReadOnlyDictionary<string, string?> Values)
{
    public IReadOnlyDictionary<string, string?> User { get; init; } = new Dictionary<string, string?>();

    public List<(string Product, decimal Quantity, long PriceMinor)> Items { get; } = [];

    public List<(string Kind, string? Method, long AmountMinor, string? Day)> Payments { get; } = [];

    public string? Currency { get; init; }
}
