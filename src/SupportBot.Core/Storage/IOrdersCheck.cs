namespace SupportBot.Core.Storage;

/// <summary>Tells operators whether orders can be read. Callers may be concurrent.</summary>
public interface IOrdersCheck
{
    /// <summary>Looks anew at each call.</summary>
    /// <returns>What can't be reached is a report with an error, not an exception.</returns>
    Task<OrdersSchemaReport> RunAsync(CancellationToken ct);
}
