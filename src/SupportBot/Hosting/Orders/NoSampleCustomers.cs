namespace SupportBot.Hosting.Orders;

/// <summary>A service isn't asked for a list of customers.</summary>
internal sealed class NoSampleCustomers : ISampleCustomers
{
    public Task<IReadOnlyList<SampleCustomer>> ListAsync(int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<SampleCustomer>>([]);
}
