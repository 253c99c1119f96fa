namespace SupportBot.Core.Faq;

/// <summary>The shop's help pages, searched by what customers ask. Callers may be concurrent.</summary>
public interface IFaq
{
    /// <summary>Finds the section that answers a question.</summary>
    /// <param name="message">The customer's words, up to 2,000 UTF-16 units of anything. Data: never part of SQL or of a search expression.</param>
    /// <returns>The section, or <c>null</c> where none is sure to answer: a wrong answer is worse than none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<FaqSection?> FindAsync(string message, CancellationToken ct);
}
