namespace SupportBot.Core.Customers;

/// <summary>How staff reach a customer. What isn't recorded is <c>null</c>.</summary>
public sealed record CustomerContact(string? FirstName, string? LastName, string? Email, string? Phone, string? City)
{
    /// <summary>First and last name, as far as recorded; empty when neither is.</summary>
    public string FullName => string.Join(' ', new[] { FirstName, LastName }.Where(name => !string.IsNullOrWhiteSpace(name)));
}
