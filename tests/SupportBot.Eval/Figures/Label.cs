using SupportBot.Core.Conversation;

namespace SupportBot.Eval.Figures;

/// <summary>The labels of messages, as sets and reports write them.</summary>
internal static class Label
{
    public const string OrderInfo = "ORDER_INFO";
    public const string OrderHelp = "ORDER_HELP";
    public const string OutOfScope = "OUT_OF_SCOPE";

    public static IReadOnlyList<string> All { get; } = [OrderInfo, OrderHelp, OutOfScope];

    /// <summary>Courtesies, an empty message and a turn that failed are about no order.</summary>
    public static string Of(Intent? intent) => intent switch
    {
        Intent.OrderInfo => OrderInfo,
        Intent.OrderHelp => OrderHelp,
        _ => OutOfScope,
    };
}
