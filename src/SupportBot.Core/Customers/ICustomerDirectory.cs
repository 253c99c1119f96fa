namespace SupportBot.Core.Customers;

/// <summary>Turns a verified identity into a customer. Callers may be concurrent.</summary>
public interface ICustomerDirectory
{
    /// <summary>Looks a customer up by the shop's user id.</summary>
    /// <param name="verifiedUserId">A <c>user_id</c> that a signed token, or in Development the operator, vouches for;
    /// never text from a message.</param>
    /// <returns>The customer, or <c>null</c> when the shop has no such user.</returns>
    /// <exception cref="Orders.OrdersUnavailableException">The orders database can't be read.</exception>
    Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct);

    /// <summary>Looks a customer up by e-mail. Upper and lower case of A to Z are the same; no other letters are, however alike they look.</summary>
    /// <param name="verifiedEmail">An address that a signed token vouches for; never text from a message.</param>
    /// <returns>The customer, or <c>null</c> when the address is blank, or fits no user or more than one.</returns>
    /// <exception cref="Orders.OrdersUnavailableException">The orders database can't be read.</exception>
    Task<Customer?> FindByEmailAsync(string? verifiedEmail, CancellationToken ct);
}
