using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Faq;

namespace SupportBot.Hosting.Faq;

/// <summary>Reads a help page: <c># title</c>, then for each question a <c>## heading</c> with its answer. Answers become plain text that
/// reads well whether or not a channel shows Markdown. A comment <c>&lt;!-- Also asked as: …; … --&gt;</c> gives other wordings.</summary>
internal static class FaqMarkdown
{
    private const string AlsoAskedAs = "also asked as:";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UseAutoLinks().Build();

    /// <param name="file">Its name is the title of a page without one, and stands for <c>{page}</c> in <paramref name="pageUrl"/>.</param>
    /// <exception cref="StartupException">The page's own <c>url</c> isn't one.</exception>
    public static IEnumerable<FaqSection> Read(string file, string markdown, string? pageUrl)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var name = Path.GetFileNameWithoutExtension(file);
        var link = LinkOf(document, file) ?? FaqOptions.LinkTo(pageUrl, name);
        var title = document.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1) is { } first ? Words(first.Inline) : name.Replace('-', ' ')
            .Replace('_', ' ');

        var heading = title;
        var answer = new List<string>();
        var wordings = new List<string>();
        foreach (var block in document)
        {
            switch (block)
            {
                case YamlFrontMatterBlock or LinkReferenceDefinitionGroup:
                case HeadingBlock { Level: 1 }:
                    break;
                case HeadingBlock { Level: 2 } next:
                    if (answer.Count > 0)
                        yield return Section();
                    heading = Words(next.Inline);
                    answer = [];
                    wordings = [];
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                    wordings.AddRange(WordingsIn(comment.Lines.ToString()));
                    break;
                default:
                    if (Text(block) is { Length: > 0 } text)
                        answer.Add(text);
                    break;
            }
        }

        if (answer.Count > 0)
            yield return Section();

        FaqSection Section() => new(title, heading, string.Join("\n\n", answer), wordings, link);
    }

    private static Uri? LinkOf(MarkdownDocument document, string file)
    {
        var lines = document.OfType<YamlFrontMatterBlock>().FirstOrDefault()?.Lines.ToString().Split('\n') ?? [];
        if (lines.FirstOrDefault(line => line.StartsWith("url:", StringComparison.OrdinalIgnoreCase)) is not { } line)
            return null;
        var url = line["url:".Length..].Trim().Trim('"', '\'');
        return FaqOptions.LinkTo(url, "")
            ?? throw new StartupException($"The help page {file} has no usable url in its front matter: write the whole address, as in 'url: https://shop.example/help/returns'.");
    }

    private static string[] WordingsIn(string comment)
    {
        var text = comment.Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal).Trim();
        return text.StartsWith(AlsoAskedAs, StringComparison.OrdinalIgnoreCase)
            ? text[AlsoAskedAs.Length..].Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
    }

    private static string Text(Block block) => block switch
    {
        HtmlBlock => "",
        Table table => string.Join(
            '\n', table.OfType<TableRow>().Select(row => "- " + string.Join(" · ", row.OfType<TableCell>().Select(cell => Joined(cell, " "))))),
        ListBlock list => string.Join('\n', list.OfType<ListItemBlock>().Select((item, index) => Item(list, item, index))),
        LeafBlock { Inline: { } inline } => Words(inline),
        LeafBlock code => code.Lines.ToString(),
        ContainerBlock container => Joined(container, "\n\n"),
        _ => "",
    };

    private static string Item(ListBlock list, ListItemBlock item, int index)
    {
        var mark = list.IsOrdered ? $"{index + 1}. " : "- ";
        return mark + Joined(item, "\n").Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal);
    }

    private static string Joined(ContainerBlock container, string between) =>
        string.Join(between, container.Select(Text).Where(text => text.Length > 0));

    private static string Words(ContainerInline? inlines) => inlines is null ? "" : string.Concat(inlines.Select(Words)).Trim(' ');

    private static string Words(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        LineBreakInline line => line.IsHard ? "\n" : " ",
        CodeInline code => code.Content,
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LinkInline link => LinkText(link),
        ContainerInline container => Words(container),
        // HTML: its tags say nothing in a chat.
        _ => "",
    };

    /// <summary>«the form (https://shop.example/form)»: an address that every channel shows, and most make a link of.</summary>
    private static string LinkText(LinkInline link)
    {
        var text = Words(link);
        var isAddress = Uri.TryCreate(link.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        return link.IsImage || !isAddress || text == link.Url ? text : text.Length == 0 ? link.Url! : $"{text} ({link.Url})";
    }
}
