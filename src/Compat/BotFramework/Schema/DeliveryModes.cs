namespace Microsoft.Bot.Schema;

/// <summary>How the channel wants the replies delivered. Stands for <c>Microsoft.Bot.Schema.DeliveryModes</c>.</summary>
public static class DeliveryModes
{
    public const string Ephemeral = "ephemeral";

    public const string ExpectReplies = "expectReplies";

    public const string Normal = "normal";

    public const string Notification = "notification";
}
