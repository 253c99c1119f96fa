using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

/// <summary>The text of an entry. Its addresses open in a tab of their own that learns nothing of the console; our own uploads
/// are shown.</summary>
public sealed class EntryText : ComponentBase
{
    private const string Strangers = "noopener noreferrer nofollow";

    [Parameter, EditorRequired] public string Text { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var at = 0;
        foreach (var part in EntryParts.Of(Text, new Uri(Navigation.BaseUri)))
        {
            builder.OpenRegion(0);
            if (part.Address is { } address)
            {
                builder.OpenElement(0, "a");
                builder.AddAttribute(1, "href", address.AbsoluteUri);
                builder.AddAttribute(2, "target", "_blank");
                builder.AddAttribute(3, "rel", Strangers);
                if (part.IsPicture)
                {
                    builder.AddAttribute(4, "class", "picture");
                    builder.OpenElement(5, "img");
                    builder.AddAttribute(6, "src", address.AbsolutePath);
                    builder.AddAttribute(7, "alt", ConsoleTexts.Of("Picture", EntryParts.NameBefore(Text, at)));
                    builder.CloseElement();
                }
                else
                {
                    builder.AddContent(8, part.Text);
                }

                builder.CloseElement();
            }
            else
            {
                builder.AddContent(9, part.Text);
            }

            builder.CloseRegion();
            at += part.Text.Length;
        }
    }
}
