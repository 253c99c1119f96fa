using MudBlazor;

namespace SupportBot.AgentConsole.Pages;

/// <summary>The console's colours and letters, light and dark.</summary>
internal static class ConsoleTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b6b62", PrimaryContrastText = "#ffffff", Background = "#eef2f1", Surface = "#ffffff", TextPrimary = "#17211f", TextSecondary = "#53625f",
            ActionDefault = "#3d4a47", Warning = "#7a4a00", Error = "#a3241b", LinesDefault = "#d8e0de", LinesInputs = "#6b7a77",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5fd0c1", PrimaryContrastText = "#06201d", Background = "#0e1413", Surface = "#161e1d", TextPrimary = "#e8efed", TextSecondary = "#a3b3af",
            ActionDefault = "#c3d0cd", Warning = "#f0c278", Error = "#ffb4ab", LinesDefault = "#2f3d3a", LinesInputs = "#8b9a97",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"] },
            Button = new ButtonTypography { TextTransform = "none" },
        },
    };
}
