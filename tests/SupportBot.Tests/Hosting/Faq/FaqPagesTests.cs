using SupportBot.Core.Faq;
using SupportBot.Hosting;
using SupportBot.Hosting.Faq;

namespace SupportBot.Tests.Hosting.Faq;

/// <summary>Help pages as shops write them.</summary>
public sealed class FaqPagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PageWithTwoQuestions_IsTwoSectionsOfPlainText()
    {
        File.WriteAllText(_folder.File("returns.md"), """
            ---
            title: ignored
            url: https://shop.example/help/returns
            ---
            # Returns & more

            ## How *long* can I return something?

            You have **30 days**,
            see [the form](https://shop.example/form) or <https://shop.example/x>.

            <!-- Also asked as: return policy; what is the return window -->
            <!-- a note of the authors -->

            - unused
            - in its box
              - with tags

            1. Pack it &amp; go
            2. Send `RET-1`

            ### Good to know

            > Quoted <b>words</b> stay.

            | Size | Days |
            |---|---|
            | S | 30 |

            ## Empty

            ## Who pays?

            We do.
            """);

        var pages = FaqPages.Read(_folder.Path, null);

        Assert.Equal(1, pages.Pages);
        Assert.Equal(["How long can I return something?", "Who pays?"], pages.Sections.Select(section => section.Heading));
        var first = pages.Sections[0];
        Assert.Equal(("Returns & more", new Uri("https://shop.example/help/returns")), (first.Page, first.Link));
        Assert.Equal(["return policy", "what is the return window"], first.AlsoAskedAs);
        Assert.Equal(
            """
            You have 30 days, see the form (https://shop.example/form) or https://shop.example/x.

            - unused
            - in its box
              - with tags

            1. Pack it & go
            2. Send RET-1

            Good to know

            Quoted words stay.

            - Size · Days
            - S · 30
            """.ReplaceLineEndings("\n"),
            first.Text);
    }

    [Fact]
    public void Read_PageWithoutTitleAndQuestions_TakesTheFilesNameAndOneSection()
    {
        File.WriteAllText(_folder.File("gift-cards.md"), "Gift cards are valid for three years.");

        Assert.Equal(("gift cards", "gift cards", "Gift cards are valid for three years."), Parts(Assert.Single(FaqPages.Read(_folder.Path, null).Sections)));
    }

    [Fact]
    public void Read_PageUrlSet_LinksPagesThatNameNoUrlThemselves()
    {
        File.WriteAllText(_folder.File("our hours.md"), "# Hours\n\n## When?\n\nAlways.");
        File.WriteAllText(_folder.File("x.md"), "---\nurl: https://shop.example/own\n---\n# X\n\n## Y?\n\nZ.");

        var links = FaqPages.Read(_folder.Path, "https://shop.example/help/{page}").Sections.Select(section => section.Link!.AbsoluteUri);

        Assert.Equal(["https://shop.example/help/our%20hours", "https://shop.example/own"], links);
    }

    [Fact]
    public void Read_FolderMissing_SaysWhichSettingToMend()
    {
        var error = Assert.Throws<StartupException>(() => FaqPages.Read(_folder.File("nowhere"), null));

        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set Faq:Folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FolderWithoutAnswers_SaysWhatToPutThere()
    {
        File.WriteAllText(_folder.File("notes.txt"), "no page");
        File.WriteAllText(_folder.File("empty.md"), "# Only a title\n\n## And a question\n");

        Assert.Contains(".md", Assert.Throws<StartupException>(() => FaqPages.Read(_folder.Path, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/help/returns")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void Read_UrlThatIsNone_NamesTheFile(string url)
    {
        File.WriteAllText(_folder.File("returns.md"), $"---\nurl: {url}\n---\n# A\n\n## B?\n\nC.");

        Assert.Contains("returns.md", Assert.Throws<StartupException>(() => FaqPages.Read(_folder.Path, null)).Message, StringComparison.Ordinal);
    }

    private static (string, string, string) Parts(FaqSection section) => (section.Page, section.Heading, section.Text);
}
