namespace SupportBot.Bot.State;

/// <summary>Topics as text, for dialog state: it outlives a deployment and so holds strings only.</summary>
internal static class TopicList
{
    public static string Write(IEnumerable<Topic> topics) => string.Join(',', topics);

    /// <summary>Reads what <see cref="Write"/> wrote; topics that this version doesn't know are left out.</summary>
    public static IReadOnlyList<Topic> Read(string text) =>
        [.. text.Split(',').Select(name => Enum.TryParse<Topic>(name, out var topic) ? topic : (Topic?)null).OfType<Topic>()];
}
