using System.ComponentModel.DataAnnotations;

namespace SupportBot.Hosting.Faq;

/// <summary>The shop's help pages.</summary>
internal sealed class FaqOptions : IValidatableObject
{
    /// <summary>The folder of the pages, Markdown files with <c>.md</c>; a relative one counts from the root. Default: the
    /// sample shop's, where that is used in Development; else none.</summary>
    public string? Folder { get; set; }

    /// <summary>Where customers can read a page: an http address, in which <c>{page}</c> stands for the file's name without
    /// <c>.md</c>. A page's own <c>url</c> comes first. Default: nowhere.</summary>
    public string? PageUrl { get; set; }

    /// <returns>The address of a page, or <c>null</c> where <see cref="PageUrl"/> makes none.</returns>
    public static Uri? LinkTo(string? pageUrl, string page) =>
        Uri.TryCreate(pageUrl?.Replace("{page}", Uri.EscapeDataString(page), StringComparison.Ordinal), UriKind.Absolute, out var link)
            && link.Scheme is "http" or "https" ? link : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PageUrl is not null && LinkTo(PageUrl, "page") is null)
            yield return new("Faq:PageUrl must be an http or https address, such as 'https://shop.example/help/{page}'.");
    }
}
