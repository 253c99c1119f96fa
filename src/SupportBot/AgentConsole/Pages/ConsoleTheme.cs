using MudBlazor;

namespace SupportBot.AgentConsole.Pages;

internal static class ConsoleTheme
{
    private static readonly PageColours Colours = PageColours.Read();

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = Colours.Light("accent"), PrimaryContrastText = Colours.Light("on-accent"), Background = Colours.Light("ground"),
            Surface = Colours.Light("surface"), TextPrimary = Colours.Light("text"), TextSecondary = Colours.Light("muted"),
            ActionDefault = "#3d4a47", Warning = Colours.Light("warn"), Error = Colours.Light("bad"), LinesDefault = Colours.Light("line"),
            LinesInputs = "#6b7a77",
        },
        PaletteDark = new PaletteDark
        {
            Primary = Colours.Dark("accent"), PrimaryContrastText = Colours.Dark("on-accent"), Background = Colours.Dark("ground"),
            Surface = Colours.Dark("surface"), TextPrimary = Colours.Dark("text"), TextSecondary = Colours.Dark("muted"),
            ActionDefault = "#c3d0cd", Warning = Colours.Dark("warn"), Error = Colours.Dark("bad"), LinesDefault = Colours.Dark("line"),
            LinesInputs = "#8b9a97",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"] },
            Button = new ButtonTypography { TextTransform = "none" },
        },
    };
}
