namespace SupportBot.Core.Conversation;

/// <summary>Understands messages. Callers may be concurrent.</summary>
public interface ILanguage
{
    /// <summary>Reads what a customer wants.</summary>
    /// <param name="message">The customer's words as the guard leaves them, 1 to 2,000 UTF-16 units. Data, never instructions.</param>
    /// <param name="now">The time of the message, which «last month» and the like count from.</param>
    /// <returns>Intent, order reference and topics. A reference by id names an id that occurs in the message.</returns>
    /// <exception cref="LanguageUnavailableException">No model is loaded, or no slot came free in time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no partial result is returned.</exception>
    Task<Understanding> UnderstandAsync(string message, DateTimeOffset now, CancellationToken ct);
}
