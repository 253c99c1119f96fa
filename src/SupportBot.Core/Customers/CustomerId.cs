namespace SupportBot.Core.Customers;

/// <summary>The shop's own <c>user_id</c> of a customer whose identity was verified. Only this namespace makes one.</summary>
public sealed record CustomerId
{
    internal CustomerId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The id as the orders database has it, as text whatever the column's type.</summary>
    public string Value { get; }

    public override string ToString() => Value;
}
