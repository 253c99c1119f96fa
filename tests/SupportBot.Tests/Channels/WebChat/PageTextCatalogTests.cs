using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SupportBot.Channels.WebChat;
using SupportBot.Hosting;

namespace SupportBot.Tests.Channels.WebChat;

/// <summary>Every word of the page and the widget stands in PageTexts.resx. A hard-coded one fails here.</summary>
public sealed partial class PageTextCatalogTests
{
    private static readonly string Root = Path.Combine(Settings.Root, "src", "SupportBot", "wwwroot");

    private static readonly string[] Pages = ["index.html", "widget/index.html"];

    private static readonly string[] Scripts = ["chat.js", "api.js", "session.js", "message-label.js", "connection.js", "web-chat-style.js", "reply-bubbles.js", "host-page.js", "texts.js", "widget.js"];

    /// <summary>What looks like a sentence and is none.</summary>
    private static readonly string[] Technical = ["Bearer {}", "solid 1px {}", "ui-monospace, Menlo, Consolas, monospace"];

    private static readonly IReadOnlyDictionary<string, string> English = new PageTextCatalog().For("en").Texts;

    [Fact]
    public void Files_ThatAreChecked_AreAllThereAre()
    {
        var files = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => Path.GetExtension(file) is ".html" or ".js")
            .Where(file => !file.StartsWith("console/", StringComparison.Ordinal) && !file.StartsWith("lib/", StringComparison.Ordinal)
                && !file.StartsWith("example-shop/", StringComparison.Ordinal));

        Assert.Equal(Pages.Concat(Scripts).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PageFiles))]
    public void Page_SaysNothingOfItsOwn(string page)
    {
        var html = Comment().Replace(Read(page), "");
        var texts = Tag().Split(html).Concat(SpokenAttribute().Matches(html).Select(match => match.Groups["text"].Value));

        Assert.DoesNotContain(texts.Select(text => Place().Replace(text, "").Trim()), text => text.Any(char.IsLetter));
    }

    [Theory]
    [MemberData(nameof(ScriptFiles))]
    public void Script_SaysNothingOfItsOwn(string script) => Assert.Empty(SentencesIn(Read(script)));

    [Theory]
    [InlineData("page.title.textContent = \"Please wait\";")]
    [InlineData("notice.innerText = `Sorry ${name}, not now`;")]
    [InlineData("button.title = 'Open the chat';")]
    public void Sentence_InAScript_IsFound(string script) => Assert.Single(SentencesIn(script));

    [Fact]
    public void Keys_ThatAreUsed_AreThoseThatHaveTexts()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Settings.Root, "src", "SupportBot", "Channels", "WebChat"), "*.cs").Select(File.ReadAllText).ToList();
        var used = Pages.Concat(Scripts).Select(Read).SelectMany(text =>
                Place().Matches(text).Select(match => match.Groups["key"].Value).Where(key => char.IsUpper(key[0]))
                    .Concat(Word().Matches(text).Select(match => match.Groups["key"].Value)))
            .Concat(sources.SelectMany(text => Problem().Matches(text)).SelectMany(match => new[] { match.Groups["what"].Value + "Title", match.Groups["what"].Value + "Text" }))
            .Concat(sources.SelectMany(text => Looked().Matches(text)).Select(match => match.Groups["key"].Value));

        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
        Assert.All(English.Values, Assert.NotEmpty);
    }

    [Theory]
    [InlineData("", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("de, en;q=0.5", "en")]
    [InlineData("fr-CA, en;q=0.5", "fr")]
    [InlineData("en;q=0.3, de;q=0.9, fr;q=0.8", "fr")]
    [InlineData("fr;q=0, en", "en")]
    [InlineData("x", "en")]
    [InlineData("!!", "en")]
    public void Language_IsTheFirstThatTheBrowserWantsAndThereIs(string wanted, string expected)
    {
        var words = new PageTextCatalog(typeof(PageTextCatalogTests).Assembly, "SupportBot.Tests.Channels.WebChat.SampleWords");
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = wanted;

        var texts = words.For(context.Request);

        Assert.Equal(expected, texts.Language);
        Assert.Equal(expected == "fr" ? "Bonjour" : "Hello", texts["Greeting"]);
        // What a language lacks is said in English.
        Assert.Equal("Goodbye", texts["Farewell"]);
    }

    [Theory]
    [InlineData(35, "fr")]
    [InlineData(36, "en")]
    public void Language_LongerThanAnyIs_IsPassedOver(int length, string expected)
    {
        var words = new PageTextCatalog(typeof(PageTextCatalogTests).Assembly, "SupportBot.Tests.Channels.WebChat.SampleWords");
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = "fr-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh"[..length] + ",en;q=0.1";

        Assert.Equal(expected, words.For(context.Request).Language);
    }

    public static TheoryData<string> PageFiles => [.. Pages];

    public static TheoryData<string> ScriptFiles => [.. Scripts];

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Texts of two words or more that aren't addressed to developers, and no lists of styles or paths.</summary>
    private static IEnumerable<string> SentencesIn(string script)
    {
        var code = DeveloperText().Replace(ScriptComment().Replace(script, ""), "");
        return Literal().Matches(code).Select(match => Value().Replace(match.Groups["text"].Value, "{}"))
            .Where(text => Sentence().IsMatch(text)).Except(Technical);
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?:\b(?:alt|title|placeholder|aria-label)|name="description" content)="(?<text>[^"]*)"|""")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@"\{\{(?<key>\w+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\btexts\.(?<key>[A-Z]\w*)")]
    private static partial Regex Word();

    [GeneratedRegex("""Problem\(request, [\w.]+, "(?<what>\w+)"\)""")]
    private static partial Regex Problem();

    [GeneratedRegex("""words\.For\(request\)\["(?<key>\w+)"\]""")]
    private static partial Regex Looked();

    [GeneratedRegex(@"/\*.*?\*/|(?<=^|\s)//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex ScriptComment();

    [GeneratedRegex(@"console\.error\([^;]*;|new Error\([^;]*;|const STYLE = `[^`]*`;|const dots = [^;]*;|matchMedia\([^;]*;|icon\([^;]*;|querySelector\([^;]*;", RegexOptions.Singleline)]
    private static partial Regex DeveloperText();

    [GeneratedRegex("""(?<quote>["'`])(?<text>(?:\\.|(?!\k<quote>).)*)\k<quote>""", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\p{L}{2,}[,.!?]? +\p{L}{2,}|\p{L}{2,} \{\}")]
    private static partial Regex Sentence();
}
