using MimeKit;
using MimeKit.Text;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole.Api;

/// <summary>A handoff as an e-mail to its customer, to be opened in a mail program, completed and sent. Agents' notes stay out.</summary>
internal static class TicketMail
{
    private const int LongestReason = 80;

    /// <param name="from">The sender; without one the desk at an address that nobody has, which mail programs replace by their own.</param>
    public static byte[] Of(HandoffFile file, string? from, DateTimeOffset now)
    {
        var ticket = file.Ticket;
        using var message = new MimeMessage { Date = now, Subject = Line($"[{ticket.Id}] {TextCut.Of(ticket.Reason, LongestReason)}") };
        // A mail without a sender is none (RFC 5322, 3.6).
        message.From.Add(MailboxAddress.TryParse(from ?? "", out var sender) ? sender : new MailboxAddress("Support desk", "support@shop.invalid"));
        // One address and nothing else: what parses as a list or with a name of its own isn't what the shop recorded.
        if (file.Contact?.Email is { } email && !email.Any(char.IsControl) && MailboxAddress.TryParse(email, out var recipient)
            && recipient.Address == email.Trim())
            message.To.Add(new MailboxAddress(Encoding.UTF8, Line(ticket.CustomerName ?? ""), recipient.Address));
        // Mail programs open this as a draft.
        message.Headers.Add("X-Unsent", "1");
        message.Headers.Add("Auto-Submitted", "no");
        using var body = new TextPart(TextFormat.Plain);
        body.SetText(Encoding.UTF8, Body(file));
        body.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        message.Body = body;
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    private static string Body(HandoffFile file)
    {
        var text = new StringBuilder();
        text.AppendLine(SummaryText.Of(file.Ticket, file.Summary)).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Requested: {At(file.Ticket.RequestedAt)}");
        text.AppendLine().AppendLine("Orders");
        if (file.Orders is null)
            text.AppendLine("  can't be read just now");
        else if (file.Orders.Count == 0)
            text.AppendLine("  none known");
        foreach (var order in file.Orders ?? [])
            Add(text, order);

        text.AppendLine().AppendLine("Conversation (times are UTC)");
        if (file.Earlier > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"  ({file.Earlier:N0} earlier lines are left out)");
        foreach (var entry in file.Entries.Where(entry => entry.By != Speaker.Note))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {At(entry.At)}  {entry.By}: {entry.Text.ReplaceLineEndings("\n    ")}");
        return text.ToString();
    }

    private static void Add(StringBuilder text, Order order)
    {
        var status = order.Status == OrderStatus.NotRecorded ? "status not recorded" : order.Status.ToString().ToLowerInvariant();
        text.AppendLine(CultureInfo.InvariantCulture, $"  {order.Id}: {status}");
        (string What, DateOnly? Day)[] days = [("purchased", order.Purchased), ("shipped", order.Shipped), ("delivered", order.Delivered)];
        foreach (var (what, day) in days.Where(known => known.Day is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"    {what} {day:yyyy-MM-dd}");
        foreach (var item in order.Items ?? [])
            text.AppendLine(CultureInfo.InvariantCulture, $"    {(item.Quantity is { } pieces ? $"{pieces:0.###}" : "?")} × {item.ProductName}");
        foreach (var parcel in order.Shipments ?? [])
            text.AppendLine(CultureInfo.InvariantCulture,
                $"    parcel: {parcel.Carrier ?? "carrier not recorded"}, {parcel.TrackingNumber ?? "no tracking number"}");
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Text for a header: one line, whatever was written.</summary>
    private static string Line(string text) =>
        string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
