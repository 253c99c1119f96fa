namespace SupportBot.Core.Customers;

public sealed record Customer(CustomerId Id, string? FirstName, string? LastName, string? Email)
{
    /// <summary>First and last name, as far as recorded; empty when neither is.</summary>
    public string FullName => string.Join(' ', new[] { FirstName, LastName }.Where(name => !string.IsNullOrWhiteSpace(name)));
}
