using System;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Bot.Builder;

/// <summary>Shortens texts. Stands for <c>Microsoft.Bot.Builder.StringUtils</c>.</summary>
public static class StringUtils
{
    private const string Dots = "...";

    public static string Ellipsis(string text, int length) => text.Length <= length ? text : text[..length] + Dots;

    /// <summary>SHA-256 of the text, in Base64.</summary>
    public static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Shortens the text and tells it from others that begin alike.</summary>
    public static string EllipsisHash(string text, int length) => text.Length <= length ? text : Ellipsis(text, length) + Hash(text);

    public static StringBuilder Ellipsis(StringBuilder sb, int length)
    {
        if (sb.Length > length)
        {
            sb.Length = length;
            sb.Append(Dots);
        }

        return sb;
    }

    public static StringBuilder EllipsisHash(StringBuilder sb, int length)
    {
        if (sb.Length <= length)
        {
            return sb;
        }

        var hash = Hash(sb.ToString());
        return Ellipsis(sb, length).Append(hash);
    }
}
