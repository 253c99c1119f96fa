using System.Resources;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.Replies;

/// <summary>Every word said to customers. The texts stand in <c>ReplyTexts.resx</c>; culture decides their language and how dates,
/// numbers and money look. Values come from rows of the database, never from a model.</summary>
public static class ReplyTexts
{
    private static readonly ResourceManager Texts = new("SupportBot.Bot.Replies.ReplyTexts", typeof(ReplyTexts).Assembly);

    public static string Hello(CultureInfo culture) => Say(culture, "Hello");

    public static string Thanks(CultureInfo culture) => Say(culture, "Thanks");

    public static string Goodbye(CultureInfo culture) => Say(culture, "Goodbye");

    public static string EmptyMessage(CultureInfo culture) => Say(culture, "EmptyMessage");

    public static string Refusal(CultureInfo culture) => Say(culture, "Refusal");

    public static string UnknownCustomer(CultureInfo culture) => Say(culture, "UnknownCustomer");

    /// <summary>For an order number that isn't one of the customer's: the same words whether it is somebody else's or nobody's.</summary>
    public static string OrderNotFound(CultureInfo culture) => Say(culture, "OrderNotFound");

    /// <summary>For a month, a product, a status or a place in the list that no order of the customer fits.</summary>
    public static string NothingFits(CultureInfo culture) => Say(culture, "NothingFits");

    public static string NoOrders(CultureInfo culture) => Say(culture, "NoOrders");

    public static string OrdersUnavailable(CultureInfo culture) => Say(culture, "OrdersUnavailable");

    public static string NeverMind(CultureInfo culture) => Say(culture, "NeverMind");

    public static string GotIt(CultureInfo culture) => Say(culture, "GotIt");

    public static string AskAway(CultureInfo culture) => Say(culture, "AskAway");

    /// <summary>For order numbers that aren't the customer's, beside others that are.</summary>
    public static string SomeNotFound(CultureInfo culture) => Say(culture, "SomeNotFound");

    public static string OfferForLate(CultureInfo culture) => Say(culture, "OfferForLate");

    public static string OfferHuman(CultureInfo culture) => Say(culture, "OfferHuman");

    public static string Welcome(CultureInfo culture, string? firstName) =>
        Say(culture, "Welcome", string.IsNullOrWhiteSpace(firstName) ? "" : " " + firstName);

    /// <summary>In a chat that another person linked with their account.</summary>
    public static string NotYourChat(CultureInfo culture) => Say(culture, "NotYourChat");

    public static (string Text, string Button) SignIn(CultureInfo culture) => (Say(culture, "SignIn"), Say(culture, "SignIn.Button"));

    public static string Linked(CultureInfo culture, string? firstName) =>
        Say(culture, "Linked", string.IsNullOrWhiteSpace(firstName) ? "" : ", " + firstName);

    public static string LinkWrong(CultureInfo culture) => Say(culture, "LinkWrong");

    public static string LinkTooOften(CultureInfo culture) => Say(culture, "LinkTooOften");

    public static string LinkCode(CultureInfo culture, string code, TimeSpan lifetime) => Say(culture, "LinkCode", code, (int)lifetime.TotalMinutes);

    public static string HowToLink(CultureInfo culture) => Say(culture, "HowToLink");

    /// <summary>In a group, whose member was written to in private.</summary>
    public static string GroupWritten(CultureInfo culture) => Say(culture, "Group.Written");

    /// <summary>In a group: where to talk in private.</summary>
    public static string GroupLink(CultureInfo culture, string? link) => Say(culture, "Group.Link", link is null ? "" : "\n" + link);

    /// <summary>The first words in private to somebody who asked in a group.</summary>
    public static string PrivateChat(CultureInfo culture) => Say(culture, "Group.Private");

    /// <summary>Beside a button that was tapped.</summary>
    public static string Done(CultureInfo culture) => Say(culture, "Done");

    public static string TooLong(CultureInfo culture) => Say(culture, "TooLong", MessageGuard.MaxLength);

    /// <param name="reference">What support can find in the log.</param>
    public static string Trouble(CultureInfo culture, string reference) => Say(culture, "Trouble", reference);

    public static string ActingAs(CultureInfo culture, string userId, string name) =>
        Say(culture, "ActingAs", userId, name.Length == 0 ? "" : $", {name}");

    public static string NoSuchCustomer(CultureInfo culture, string userId) => Say(culture, "NoSuchCustomer", userId);

    /// <param name="orderIds">What this message is about; of many, none is named.</param>
    public static string HandedOver(CultureInfo culture, HandoffReceipt receipt, IReadOnlyList<string> orderIds) => receipt.IsNew
        ? Say(culture, "HandedOver", receipt.Ticket.Id, Named(culture, "HandedOverOrder", orderIds), InQueue(culture, receipt.Place))
        : Say(culture, "HandedOverAlready", receipt.Ticket.Id, Named(culture, "HandedOverAboutOrder", orderIds), WhereInQueue(culture, receipt.Place));

    private static string Named(CultureInfo culture, string key, IReadOnlyList<string> orderIds) => orderIds.Count switch
    {
        1 => Say(culture, key, orderIds[0]),
        2 or 3 => Say(culture, key + "s", OrderAnswer.List(culture, orderIds)),
        _ => "",
    };

    /// <summary>For somebody who waits and asks how long.</summary>
    public static string StillWaiting(CultureInfo culture, string ticketId, QueuePlace place) =>
        Say(culture, "Queue.StillThere", ticketId, InQueue(culture, place));

    public static string RequestWithdrawn(CultureInfo culture, string ticketId) => Say(culture, "Queue.Withdrawn", ticketId);

    /// <summary>For somebody who calls off a request that isn't waiting.</summary>
    /// <param name="last">The conversation's last request; <c>null</c> when there was none.</param>
    public static string NothingToCallOff(CultureInfo culture, HandoffTicket? last) =>
        last is { NeedsFollowUp: true } ? Say(culture, "Queue.IsWritten", last.Id) : Say(culture, "Queue.NothingOpen");

    /// <summary>What a customer is told when the desk does something.</summary>
    /// <param name="opensAt">When somebody is at the desk again; <c>null</c> when nobody knows or it doesn't matter.</param>
    public static string Of(CultureInfo culture, DeskNotice notice, HandoffTicket ticket, DateTimeOffset? opensAt) => notice switch
    {
        DeskNotice.Joined or DeskNotice.Resolved or DeskNotice.ReturnedToBot or DeskNotice.CustomerGone =>
            Say(culture, $"Desk.{notice}", ticket.Agent ?? Say(culture, "Desk.Somebody"), ticket.Id),
        DeskNotice.LeftAgain or DeskNotice.Closing => Say(culture, $"Desk.{notice}", ticket.Id, WhereInQueue(culture, new(0, null, opensAt, IsStaffed: false))),
        _ => Say(culture, $"Desk.{notice}", ticket.Id),
    };

    /// <summary>Takes the place of an answer that was broken off.</summary>
    public static string StreamStopped(CultureInfo culture) => Say(culture, "StreamStopped");

    /// <summary>The other desk did not take the request.</summary>
    public static string NotTaken(CultureInfo culture, string handoffId) => Say(culture, "Desk.NotTaken", handoffId);

    public static string Somebody(CultureInfo culture) => Say(culture, "Desk.Somebody");

    public static string ThanksForRating(CultureInfo culture, int rating) => Say(culture, "Rating.Thanks", rating);

    public static string CommentNoted(CultureInfo culture) => Say(culture, "Rating.Noted");

    private static string InQueue(CultureInfo culture, QueuePlace place) => $"{WhereInQueue(culture, place)} {Say(culture, "Queue.Meanwhile")}";

    private static string WhereInQueue(CultureInfo culture, QueuePlace place)
    {
        var where = place switch
        {
            { IsStaffed: false, OpensAt: { } at } =>
                Say(culture, "Queue.ClosedUntil", Day(culture, DateOnly.FromDateTime(at.DateTime)), at.ToString("t", culture)),
            { IsStaffed: false } => Say(culture, "Queue.Closed"),
            { Position: > 1 } => Say(culture, "Queue.Place", place.Position),
            _ => Say(culture, "Queue.Next"),
        };
        var howLong = place.Wait is not { } wait ? ""
            : wait < TimeSpan.FromMinutes(1) ? " " + Say(culture, "Queue.WaitShort")
            : " " + Say(culture, "Queue.Wait", (int)Math.Ceiling(wait.TotalMinutes));
        return where + howLong;
    }

    /// <summary>A status as one word, «shipped».</summary>
    public static string StatusWord(CultureInfo culture, OrderStatus status) => Say(culture, $"Status.{status}");

    /// <summary>A day as the culture writes it, without the weekday: «June 3, 2026».</summary>
    public static string Day(CultureInfo culture, DateOnly day)
    {
        var pattern = culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '،', '.');
        return day.ToString(pattern, culture);
    }

    /// <summary>An amount as the culture writes it: «€59.90», «59,90 €».</summary>
    public static string Money(CultureInfo culture, long amountMinor, string? currency) => MoneyText.Of(culture, amountMinor, currency);

    /// <summary>What a message says to somebody who only hears it: its text, and the cards and buttons under it.</summary>
    public static string InWords(Activity message)
    {
        var cards = (message.Attachments ?? []).OfType<Attachment>().Select(attachment => (attachment.ContentType, attachment.Content) switch
        {
            (AdaptiveCard.ContentType, { } content) => AdaptiveCard.InWords(Fields(content)),
            (HeroCard.ContentType, { } content) =>
                InWords(((Fields(content)["buttons"] as JArray) ?? []).OfType<JObject>().Select(button => Text(button["title"]))),
            _ => FileInWords(CultureOf(message), attachment),
        });
        var suggested = InWords((message.SuggestedActions?.Actions ?? []).OfType<CardAction>().Select(button => button.Title));
        // A text in the database ends at NUL.
        return string.Join('\n', cards.Prepend(message.Text ?? "").Append(suggested).Where(part => part.Length > 0))
            .Replace("\0", "", StringComparison.Ordinal);
    }

    /// <summary>A message as the transcript has it: never an empty line, whatever a client sends in place of words.</summary>
    public static string InTranscript(Activity message) => InWords(message) switch
    {
        { } words when !string.IsNullOrWhiteSpace(words) => words,
        _ when message.Value is not null => Say(CultureOf(message), "OnCard"),
        _ when message.Attachments is { Count: > 0 } => Say(CultureOf(message), "SentCard"),
        _ => Say(CultureOf(message), "SentNothing"),
    };

    /// <summary>A message that was changed, as the transcript has it.</summary>
    public static string InWordsEdited(CultureInfo culture, Activity message) => Say(culture, "Edited", InWords(message));

    /// <summary>A message that was taken back, as the transcript has it.</summary>
    public static string InWordsDeleted(CultureInfo culture) => Say(culture, "Deleted");

    /// <summary>The name, and the address where there is one that can be opened.</summary>
    private static string FileInWords(CultureInfo culture, Attachment attachment)
    {
        // Teams sends a message's own text once more, as HTML.
        if (attachment.ContentType is "text/html" or "text/plain" && attachment.ContentUrl is null)
            return "";
        var url = attachment.ContentType == FileDownloadInfo.ContentType && attachment.Content is JObject content
            ? Text(content["downloadUrl"])
            : attachment.ContentUrl;
        var name = attachment.Name ?? (attachment.ContentType == FileDownloadInfo.ContentType ? "" : attachment.ContentType) ?? "";
        // The bytes themselves, which no transcript has room for.
        if (url?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true)
            return Say(culture, attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true ? "PictureNotKept"
                : "FileNotKept", name).Trim();
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? $"{name} {url}".Trim() : name;
    }

    private static string InWords(IEnumerable<string?> buttons) => string.Join('\n', buttons.Select(title => "• " + title));

    /// <summary>A card's properties; none where a client sends something else in its place.</summary>
    private static JObject Fields(object content) => content as JObject ?? JToken.FromObject(content) as JObject ?? [];

    private static string? Text(JToken? value) => value is { Type: JTokenType.String } ? (string?)value : null;

    /// <summary>The culture of whoever sent this: its locale where it names one that counts days as the database does, else
    /// English. (Thai, Persian and Saudi dates would name other years than the row has.)</summary>
    public static CultureInfo CultureOf(IActivity activity) => CultureOf((activity as IMessageActivity)?.Locale ?? (activity as Activity)?.Locale);

    /// <inheritdoc cref="CultureOf(IActivity)"/>
    public static CultureInfo CultureOf(string? locale)
    {
        if (KnownCultures.NameOf(locale) is not { } name)
            return English;
        var culture = CultureInfo.GetCultureInfo(name);
        return culture.DateTimeFormat.Calendar is GregorianCalendar ? culture : English;
    }

    internal static string Say(CultureInfo culture, string key, params ReadOnlySpan<object?> values)
    {
        var text = Texts.GetString(key, culture) ?? throw new ArgumentException($"ReplyTexts.resx has no «{key}».", nameof(key));
        return values.IsEmpty ? text : string.Format(culture, text, values);
    }

    private static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-US");
}
