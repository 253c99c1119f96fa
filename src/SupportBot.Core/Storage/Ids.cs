namespace SupportBot.Core.Storage;

internal static class Ids
{
    /// <summary>Whether two ids are exactly the same; GUIDs are written in several ways.</summary>
    public static bool AreSame(string? left, string right) =>
        left == right || (Guid.TryParse(left, out var a) && Guid.TryParse(right, out var b) && a == b);
}
