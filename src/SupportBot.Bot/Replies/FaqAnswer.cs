using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Replies;

/// <summary>Tells a section of the help pages: its words, as many as fit a chat, and where they stand.</summary>
internal static class FaqAnswer
{
    /// <summary>What is told of a section, in UTF-16 units; the rest is left to the page.</summary>
    public const int MaxLength = 700;

    /// <summary>The message, with its source as a citation where the channel shows one: Teams from the entity, Web Chat from the
    /// link definition that ends the text.</summary>
    public static Activity Of(IActivity customer, FaqSection section)
    {
        var culture = ReplyTexts.CultureOf(customer);
        var link = ChannelCapabilities.IsWebChat(customer) ? section.Link : null;
        var isCited = link is not null || ChannelCapabilities.IsTeams(customer);
        var (text, from, source) = Parts(culture, section);
        var told = isCited ? $"{text}\n\n{from} [1]" : Tell(culture, section);
        var reply = MessageFactory.Text(link is null ? told : $"{told}\n\n[1]: {link.AbsoluteUri} \"{Quotable(source)}\"")
            .AsAnswer(ReplySource.Faq, isCited ? RootMessage.Citation(source, section.Text, section.Link) : null);
        // The shop's own pages may hold lists and addresses.
        reply.TextFormat = TextFormatTypes.Markdown;
        return reply;
    }

    public static string Tell(CultureInfo culture, FaqSection section)
    {
        var (text, from, _) = Parts(culture, section);
        // The address ends its line: a full stop or a bracket behind it would become a part of it in some channels.
        return $"{text}\n\n{from}" + (section.Link is null ? "" : $"\n{section.Link.AbsoluteUri}");
    }

    private static (string Text, string From, string Source) Parts(CultureInfo culture, FaqSection section)
    {
        var text = section.Text.Length <= MaxLength ? section.Text : Cut(section.Text);
        var source = section.Heading == section.Page ? section.Page : ReplyTexts.Say(culture, "FaqPlace", section.Page, section.Heading);
        return (text, ReplyTexts.Say(culture, text.Length == section.Text.Length ? "FaqSource" : "FaqReadOn", source), source);
    }

    private static string Quotable(string title) => title.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>Up to the last end of a sentence, a point of a list or a paragraph that fits; a monster of a sentence up to its last word that fits.</summary>
    private static string Cut(string text)
    {
        var end = MaxLength;
        while (end > 0 && !IsEnd(text, end))
            end--;
        if (end == 0)
            end = text.LastIndexOf(' ', MaxLength) is > 0 and var space ? space : char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        var kept = text[..end].TrimEnd();
        return end > 0 && kept.Length > 0 && kept[^1] is '.' or '!' or '?' ? kept : kept + " …";
    }

    private static bool IsEnd(string text, int end) =>
        text[end] == '\n' || (text[end] == ' ' && text[end - 1] is '.' or '!' or '?');
}
