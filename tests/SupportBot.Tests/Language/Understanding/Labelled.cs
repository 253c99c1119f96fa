using SupportBot.Core.Conversation;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>What customers say, with what they mean; one line each in the .txt files beside this one.</summary>
public sealed record Labelled(string Text, Intent Intent, string Reference, string Topics)
{
    public static readonly DateTimeOffset Now = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Labelled> Read(string name)
    {
        using var stream = typeof(Labelled).Assembly.GetManifestResourceStream($"SupportBot.Tests.Language.Understanding.{name}.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("# ", StringComparison.Ordinal)).Select(Parse)];
    }

    /// <returns>What was understood otherwise than labelled, or <c>null</c>.</returns>
    public async Task<string?> MissAsync() => Miss(await new RuleLanguage().UnderstandAsync(Text, Now, default));

    /// <returns>What was understood otherwise than labelled, or <c>null</c>.</returns>
    public string? Miss(Understanding got)
    {
        var reference = ReferenceText.Write(got.Reference);
        // The labels, like the model, have one word for money both ways, and most have none for the day of purchase.
        var withoutRefund = got.About.Select(topic => topic == Topic.Refund ? Topic.Payment : topic).Distinct().ToList();
        var topics = string.Join(',', Topics.Contains(nameof(Topic.Purchase), StringComparison.Ordinal) ? withoutRefund : withoutRefund.Select(topic => topic == Topic.Purchase ? Topic.Status : topic).Distinct());
        var right = got.Intent == Intent && (Reference == "*" || Reference == reference) && (Topics == "*" || Topics == topics);
        return right
            ? null
            : $"«{Text}»: {got.Intent} {reference} [{topics}], not {Intent} {Reference} [{Topics}]";
    }

    private static Labelled Parse(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var intent = parts[1] switch { "INFO" => Intent.OrderInfo, "HELP" => Intent.OrderHelp, "OUT" => Intent.OutOfScope, _ => throw new FormatException(line) };
        return new Labelled(parts[0], intent, parts[2], parts[3]);
    }
}
