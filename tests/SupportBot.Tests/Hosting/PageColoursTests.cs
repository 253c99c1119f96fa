using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

public sealed class PageColoursTests
{
    [Fact]
    public void Colours_LightAndDark_AreThoseOfTheStyleSheet()
    {
        var colours = new PageColours(":root { --a-b: #010203; --c: red; --d: #0a0b0c; } @media (prefers-color-scheme: dark) { :root { --a-b: #f1f2f3; } }");

        Assert.Equal(("#010203", "#f1f2f3"), (colours.Light("a-b"), colours.Dark("a-b")));
        Assert.Throws<KeyNotFoundException>(() => colours.Light("c"));
        Assert.Throws<KeyNotFoundException>(() => colours.Dark("d"));
    }

    [Theory]
    [InlineData("src", "SupportBot", "wwwroot", "icon.svg")]
    [InlineData("deploymentTemplates", "teams", "icons", "color.svg")]
    public void Icons_HaveTheAccent(params string[] path) =>
        Assert.Contains(PageColours.Read().Light("accent"), File.ReadAllText(Path.Combine([Settings.Root, .. path])), StringComparison.Ordinal);
}
