namespace SupportBot.Core.Customers;

/// <summary>Customers from a shop's own service. It knows them by id alone: who signs in by e-mail address is nobody there.</summary>
public sealed class ApiCustomers(IOrdersApi api) : ICustomerDirectory, ICustomerContacts
{
    public async Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct) =>
        !string.IsNullOrWhiteSpace(verifiedUserId) && await ContactAsync(verifiedUserId, ct) is var (id, contact)
            ? new Customer(new CustomerId(id), contact.FirstName, contact.LastName, contact.Email) : null;

    public Task<Customer?> FindByEmailAsync(string? verifiedEmail, CancellationToken ct) => Task.FromResult<Customer?>(null);

    public async Task<CustomerContact?> FindAsync(CustomerId customer, CancellationToken ct) => (await ContactAsync(customer.Value, ct))?.Contact;

    private async Task<(string Id, CustomerContact Contact)?> ContactAsync(string userId, CancellationToken ct)
    {
        if (await api.GetAsync($"customers/{Uri.EscapeDataString(userId)}", ct) is not { } row)
            return null;
        if (row.Text("user_id") is not { } id || !Ids.AreSame(id, userId))
        {
            api.Refused("another customer than the one who was asked for");
            return null;
        }
        string? Field(string name) => row.Text(name);
        return (id, new CustomerContact(Field("first_name"), Field("last_name"), Field("email"), Field("phone"), Field("city")));
    }
}
