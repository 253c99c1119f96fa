using SupportBot.Core.Faq;

namespace SupportBot.Hosting.Faq;

/// <summary>The help pages as they were at the start.</summary>
/// <param name="Folder">Where they were read; <c>null</c> when there are none.</param>
internal sealed record FaqPages(string? Folder, int Pages, IReadOnlyList<FaqSection> Sections)
{
    public static FaqPages None { get; } = new(null, 0, []);

    /// <summary>Reads every <c>.md</c> file that lies in the folder itself.</summary>
    /// <exception cref="StartupException">There is no such folder, nothing in it, or a page that can't be read; the message says how to mend it.</exception>
    public static FaqPages Read(string folder, string? pageUrl)
    {
        try
        {
            // Not the folders below: mounted ConfigMaps hold each file there once more.
            var files = Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).ToList();
            var sections = files.SelectMany(file => FaqMarkdown.Read(file, File.ReadAllText(file), pageUrl)).ToList();
            return sections.Count > 0
                ? new FaqPages(folder, files.Count, sections)
                : throw new StartupException($"Faq:Folder {folder} has no help pages: put Markdown files there that end in .md, with a «## question» and its answer below, or remove the setting.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The help pages can't be read: {error.Message} Set Faq:Folder to the folder of your Markdown files, or remove the setting to do without.", error);
        }
    }
}
