namespace SupportBot.Core.Faq;

/// <summary>A piece of a section that is searched by itself.</summary>
/// <param name="Section">The place of its section in the list of all.</param>
/// <param name="Words">As <see cref="FaqTokenizer.Read"/> gives them.</param>
internal sealed record FaqPassage(int Section, FaqPart Part, IReadOnlyList<string> Words)
{
    /// <summary>Cuts sections into their passages; the index of each is its id in the search.</summary>
    public static IReadOnlyList<FaqPassage> Of(IReadOnlyList<FaqSection> sections) =>
    [
        .. sections.SelectMany((section, index) => Texts(section).Select(text => new FaqPassage(index, text.Part, FaqTokenizer.Read(text.Text))))
            .Where(passage => passage.Words.Count > 0),
    ];

    private static IEnumerable<(FaqPart Part, string Text)> Texts(FaqSection section) =>
    [
        (FaqPart.Question, section.Heading), .. section.AlsoAskedAs.Select(wording => (FaqPart.Question, wording)), (FaqPart.Page, section.Page),
        (FaqPart.Answer, section.Text),
    ];
}

internal enum FaqPart
{
    /// <summary>The heading, or another wording of it.</summary>
    Question,

    /// <summary>The title of the page.</summary>
    Page,
    Answer,
}
