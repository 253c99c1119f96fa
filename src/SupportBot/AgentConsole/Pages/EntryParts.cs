using System.Text.RegularExpressions;
using SupportBot.Channels.DirectLine;

namespace SupportBot.AgentConsole.Pages;

/// <summary>An entry's text in parts: words, addresses that can be opened, pictures that can be shown. Nothing of it is markup.</summary>
internal static partial class EntryParts
{
    /// <summary>So many addresses of an entry can be opened; the others are words.</summary>
    internal const int MaxAddresses = 50;

    /// <summary>Longer addresses are words. Browsers take some 2,000 characters.</summary>
    internal const int MaxAddress = 2_048;

    /// <summary>No file has a longer name.</summary>
    private const int MaxName = 255;

    private static readonly string[] Pictures = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".avif"];

    /// <param name="here">Where the console itself is: its own uploads are files with a name, and pictures among them are shown.</param>
    /// <returns>The parts, whose texts together are the entry's.</returns>
    public static IReadOnlyList<EntryPart> Of(string text, Uri here)
    {
        var parts = new List<EntryPart>();
        var done = 0;
        var addresses = 0;
        for (var match = Address().Match(text); match.Success && addresses < MaxAddresses; match = match.NextMatch())
        {
            if (match.Length > MaxAddress)
                continue;
            var shown = WithoutEnd(match.Value);
            // As the browser would read it: only what is surely an address of the web.
            if (!Uri.TryCreate(shown, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
                || address.Host.Length == 0)
                continue;
            if (match.Index > done)
                parts.Add(new(text[done..match.Index], null, false));
            done = match.Index + shown.Length;
            addresses++;
            parts.Add(new(shown, address, IsOwnUpload(address, here) && IsPicture(NameBefore(text, match.Index))));
        }

        if (done < text.Length)
            parts.Add(new(text[done..], null, false));
        return parts;
    }

    /// <summary>What stands before an address on its line: the name of the file that is there.</summary>
    internal static string NameBefore(string text, int at)
    {
        var near = text.AsSpan(Math.Max(0, at - MaxName), Math.Min(at, MaxName));
        return near[(near.LastIndexOf('\n') + 1)..].Trim().ToString();
    }

    private static bool IsOwnUpload(Uri address, Uri here) =>
        address.Scheme == here.Scheme && address.Authority == here.Authority && address.UserInfo.Length == 0
        && address.AbsolutePath.StartsWith(DirectLineUploadEndpoint.DownloadPath, StringComparison.Ordinal) && address.Query.Length == 0;

    private static bool IsPicture(string name) =>
        name.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || Pictures.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The address without what ends the sentence around it.</summary>
    private static string WithoutEnd(string address)
    {
        var round = LoneIn(address, '(', ')');
        var square = LoneIn(address, '[', ']');
        var end = address.Length;
        while (end > 0 && EndsSentence(address[end - 1]))
            end--;
        return address[..end];

        bool EndsSentence(char last) => last switch
        {
            ')' => round-- > 0,
            ']' => square-- > 0,
            '}' => true,
            _ => ".,;:!?'".Contains(last, StringComparison.Ordinal),
        };
    }

    /// <returns>How many brackets close more than open.</returns>
    private static int LoneIn(string address, char open, char close) => address.AsSpan().Count(close) - address.AsSpan().Count(open);

    /// <summary>No letters that can't be seen, by which an address would look like another.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])https?://[^\s\p{C}<>""«»“”]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

/// <summary>A part of an entry.</summary>
/// <param name="Address">Where it leads; <c>null</c> for words.</param>
/// <param name="IsPicture">Whether a picture of our own lies there.</param>
internal sealed record EntryPart(string Text, Uri? Address, bool IsPicture);
