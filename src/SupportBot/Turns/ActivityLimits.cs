using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;

namespace SupportBot.Turns;

/// <summary>What an activity may have in its properties beside its words, which the size of the body bounds. Names and the like are
/// cut; an id that is cut would be another's, so a long one is refused.</summary>
internal static class ActivityLimits
{
    /// <summary>Ids, in UTF-16 units. Those of known channels have some hundred.</summary>
    public const int MaxIdLength = 1_000;

    public const int MaxUrlLength = 2_000;

    /// <summary>Names, titles and words of the protocol, in UTF-16 units.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Members, reactions, attachments and the like, each.</summary>
    public const int MaxEntries = 1_000;

    /// <summary>What a channel adds to an account, as JSON; it is kept with handoffs.</summary>
    private const int MaxAccountLength = 4_000;

    /// <exception cref="JsonException">An id is too long, or is none.</exception>
    public static void Fit(Activity activity)
    {
        RequireId(activity.Id, "id");
        RequireId(activity.ReplyToId, "replyToId");
        RequireId(activity.ChannelId, "channelId");
        if (activity.ServiceUrl?.Length > MaxUrlLength)
            throw new JsonSerializationException($"The serviceUrl is longer than {MaxUrlLength} characters.");
        FitAccounts(activity);
        FitWords(activity);
        FitLists(activity);
        activity.Locale = KnownCultures.NameOf(activity.Locale);
        // The SDK's handler reads it as Teams writes it, on every channel, and throws when it can't.
        if (!activity.TryGetChannelData<TeamsChannelData>(out _))
            activity.ChannelData = null;
    }

    private static void FitAccounts(Activity activity)
    {
        Fit(activity.From, "from");
        Fit(activity.Recipient, "recipient");
        Fit(activity.Conversation, "conversation");
        activity.MembersAdded = Listed(activity.MembersAdded);
        activity.MembersRemoved = Listed(activity.MembersRemoved);
        foreach (var member in (activity.MembersAdded ?? []).Concat(activity.MembersRemoved ?? []))
            Fit(member, "members");
        if (activity.RelatesTo is not { } other)
            return;
        RequireId(other.ActivityId, "relatesTo.activityId");
        Fit(other.User, "relatesTo.user");
        Fit(other.Bot, "relatesTo.bot");
        Fit(other.Conversation, "relatesTo.conversation");
    }

    private static void FitWords(Activity activity)
    {
        activity.Type = Cut(activity.Type);
        activity.TextFormat = Cut(activity.TextFormat);
        activity.AttachmentLayout = Cut(activity.AttachmentLayout);
        activity.TopicName = Cut(activity.TopicName);
        activity.InputHint = Cut(activity.InputHint);
        activity.Action = Cut(activity.Action);
        activity.Label = Cut(activity.Label);
        activity.ValueType = Cut(activity.ValueType);
        activity.Name = Cut(activity.Name);
        activity.Code = Cut(activity.Code);
        activity.Importance = Cut(activity.Importance);
        activity.DeliveryMode = Cut(activity.DeliveryMode);
        activity.LocalTimezone = Cut(activity.LocalTimezone);
        activity.CallerId = Cut(activity.CallerId);
    }

    private static void FitLists(Activity activity)
    {
        activity.ReactionsAdded = Listed(activity.ReactionsAdded);
        activity.ReactionsRemoved = Listed(activity.ReactionsRemoved);
        activity.Entities = Listed(activity.Entities);
        activity.TextHighlights = Listed(activity.TextHighlights);
        activity.ListenFor = Listed(activity.ListenFor);
        activity.Attachments = Listed(activity.Attachments);
        foreach (var attachment in activity.Attachments ?? [])
        {
            attachment.ContentType = Cut(attachment.ContentType);
            attachment.Name = Cut(attachment.Name);
        }

        if (activity.SuggestedActions is { } suggested)
            (suggested.Actions, suggested.To) = (Listed(suggested.Actions), Listed(suggested.To));
    }

    private static void Fit(ChannelAccount? account, string name)
    {
        if (account is null)
            return;
        RequireId(account.Id, name + ".id");
        RequireId(account.AadObjectId, name + ".aadObjectId");
        account.Name = Cut(account.Name);
        account.Role = Cut(account.Role);
        account.Properties = Small(account.Properties);
    }

    private static void Fit(ConversationAccount? account, string name)
    {
        if (account is null)
            return;
        RequireId(account.Id, name + ".id");
        RequireId(account.AadObjectId, name + ".aadObjectId");
        RequireId(account.TenantId, name + ".tenantId");
        account.Name = Cut(account.Name);
        account.Role = Cut(account.Role);
        account.ConversationType = Cut(account.ConversationType);
        account.Properties = Small(account.Properties);
    }

    private static void RequireId(string? id, string name)
    {
        if (id?.Length > MaxIdLength)
            throw new JsonSerializationException($"The {name} is longer than {MaxIdLength} characters.");
        // Ids stand in addresses, where these two mean a folder, and in headers, which can't hold a line's end.
        if (id is "." or ".." || id?.Any(char.IsControl) == true)
            throw new JsonSerializationException($"The {name} is no id.");
    }

    private static string? Cut(string? text) =>
        text?.Length > MaxNameLength ? text[..(char.IsHighSurrogate(text[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)] : text;

    private static List<T>? Listed<T>(IList<T>? list)
        where T : class => list is null ? null : [.. list.Where(entry => entry is not null).Take(MaxEntries)];

    private static JObject Small(JObject? properties) =>
        properties is null || (properties.Count > 0 && ActivityJson.Write(properties).Length > MaxAccountLength) ? [] : properties;
}
