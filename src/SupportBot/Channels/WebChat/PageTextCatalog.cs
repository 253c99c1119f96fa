using System.Collections;
using System.Reflection;
using System.Resources;
using Microsoft.AspNetCore.Http.Headers;

namespace SupportBot.Channels.WebChat;

/// <summary>Every word that the chat page, the widget and the session say to customers: <c>PageTexts.resx</c> in English, and
/// whatever <c>PageTexts.fr.resx</c> and the like lie beside it. Callers may be concurrent.</summary>
internal sealed class PageTextCatalog
{
    private const string English = "en";

    /// <summary>What RFC 5646 asks to make room for; a longer one takes long to look up, part by part.</summary>
    private const int MaxLanguageLength = 35;

    private readonly Dictionary<string, PageTexts> _languages = new(StringComparer.OrdinalIgnoreCase);

    public PageTextCatalog()
        : this(typeof(PageTextCatalog).Assembly, "SupportBot.Channels.WebChat.PageTexts")
    {
    }

    /// <param name="assembly">Holds the English texts; its satellites hold the others.</param>
    internal PageTextCatalog(Assembly assembly, string baseName)
    {
        var texts = new ResourceManager(baseName, assembly);
        var english = Read(texts, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(baseName);
        _languages[English] = new(English, english);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(assembly.Location)!, assembly.GetName().Name + ".resources.dll", OneFolderDown))
        {
            var language = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (Read(texts, CultureInfo.GetCultureInfo(language)) is not { } own)
                continue;
            var parent = For(language).Texts;
            _languages[language] = new(language, parent.ToDictionary(text => text.Key, text => own.GetValueOrDefault(text.Key, text.Value)));
        }
    }

    private static EnumerationOptions OneFolderDown { get; } = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    /// <summary>The texts in the first language that the browser asks for and that there are.</summary>
    public PageTexts For(HttpRequest request) => new RequestHeaders(request.Headers).AcceptLanguage
        .Where(language => language.Quality is not 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Find(language.Value.ToString()))
        .FirstOrDefault(texts => texts is not null) ?? _languages[English];

    /// <summary>The texts in a language, or in the one it is a kind of, or in English.</summary>
    public PageTexts For(string language) => Find(language) ?? _languages[English];

    private PageTexts? Find(string language)
    {
        for (var end = language.Length <= MaxLanguageLength ? language.Length : 0; end > 0; end = language.LastIndexOf('-', end - 1))
        {
            if (_languages.TryGetValue(language[..end], out var texts))
                return texts;
        }

        return null;
    }

    private static Dictionary<string, string>? Read(ResourceManager texts, CultureInfo culture) =>
        texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
