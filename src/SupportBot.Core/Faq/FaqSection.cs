namespace SupportBot.Core.Faq;

/// <summary>One question of a help page, and its answer in the shop's own words.</summary>
/// <param name="Page">The title of the page.</param>
/// <param name="Heading">The question; the same as <paramref name="Page"/> where a page begins without one.</param>
/// <param name="Text">The answer as plain text: paragraphs apart by an empty line, one line for each point of a list.</param>
/// <param name="AlsoAskedAs">Other wordings of the question. Searched, never shown.</param>
/// <param name="Link">Where customers can read the page; <c>null</c> where it isn't public.</param>
public sealed record FaqSection(string Page, string Heading, string Text, IReadOnlyList<string> AlsoAskedAs, Uri? Link);
