namespace SupportBot.Core.Conversation;

/// <summary>Understands messages and words replies. Callers may be concurrent.</summary>
public interface ILanguage
{
    /// <summary>Reads what a message means in its conversation.</summary>
    /// <returns>The meaning; order numbers in it stand in the message.</returns>
    /// <exception cref="LanguageUnavailableException">The language can't answer now. A model that fails or is late is no such case.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no partial result is returned.</exception>
    Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct);

    /// <summary>Words the answer about one order with placeholders in place of its facts.</summary>
    /// <param name="facts">What is asked for and which facts exist; names only, no values.</param>
    /// <param name="soFar">Told the checked text so far, whole sentences with placeholders, each time longer by at least one
    /// and each a beginning of the text returned; <c>null</c> when nobody listens.</param>
    /// <returns>A checked text that contradicts nothing; it may lack facts that were asked for (the caller tells those by its
    /// templates). <c>null</c> when there is nothing of use; never after <paramref name="soFar"/> was told something.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct);
}
