namespace SupportBot.Hosting.Orders;

/// <summary>A shop's own service in place of a database, section «Orders».</summary>
internal sealed class OrdersApiOptions
{
    /// <summary>The address below which <c>customers/{id}</c> and <c>customers/{id}/orders</c> lie.</summary>
    public Uri? Url { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Signs each request: see <see cref="OrdersApiClient"/>.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The longest that one call may take.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
