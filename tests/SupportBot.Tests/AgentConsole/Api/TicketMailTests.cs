using MimeKit;
using SupportBot.AgentConsole.Api;
using SupportBot.Core.Handoff;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.AgentConsole.Api;

public sealed class TicketMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Bob\r\nBcc: evil@example.com", "cancel it\r\n\r\nEvil body")]
    [InlineData("Bob\u2028Bcc: evil@example.com", "cancel it\nX-Evil: 1")]
    [InlineData("\"Bob\" <evil@example.com>,", "=?utf-8?q?a=0D=0AX-Evil:_1?=")]
    public void Of_WordsThatLookLikeHeaders_StayWords(string name, string reason)
    {
        using var mail = Read(File(name, reason), "ana@example.com", null);

        Assert.Equal("ana@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Empty(mail.Cc);
        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers["X-Evil"]);
        Assert.StartsWith("[H-7K2M9Q]", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Orders", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ana@example.com, evil@example.com")]
    [InlineData("ana@example.com\r\nBcc: evil@example.com")]
    [InlineData("Evil <evil@example.com>")]
    [InlineData("not recorded")]
    [InlineData("")]
    [InlineData(null)]
    public void Of_AddressThatIsNotOneAddress_HasNoRecipient(string? email)
    {
        using var mail = Read(File("Ana", "cancel it"), email, null);

        Assert.Empty(mail.GetRecipients());
    }

    [Fact]
    public void Of_AnyLanguage_IsReadAgainLetterByLetter()
    {
        using var mail = Read(File("Zoë Åström 李", new string('ä', 79) + "🎁 and more"), "ana@example.com", "Support ÄÖ <support@shop.example>");

        Assert.Equal("Zoë Åström 李", Assert.Single(mail.To.Mailboxes).Name);
        Assert.Equal("support@shop.example", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal($"[H-7K2M9Q] {new string('ä', 79)}…", mail.Subject);
        Assert.Contains("Customer: Ich möchte 🎁\n    zurückgeben", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("5023: shipped", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("purchased 2026-09-20", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("2 × Blue shoes", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("delivered", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_WithoutASender_IsFromTheDeskAtAnAddressThatNobodyHas(string? from)
    {
        using var mail = Read(File("Ana", "cancel it"), "ana@example.com", from);

        var sender = Assert.Single(mail.From.Mailboxes);
        Assert.Equal("Support desk", sender.Name);
        Assert.EndsWith("@shop.invalid", sender.Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Bytes_AreSevenBitLinesThatMailProgramsOpenAsADraft()
    {
        var bytes = TicketMail.Of(Reaching(File("Zoë", "kündigen"), "ana@example.com"), null, Now);

        Assert.All(bytes, letter => Assert.InRange(letter, 1, 126));
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Contains("\r\nX-Unsent: 1\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static MimeMessage Read(HandoffFile file, string? email, string? from)
    {
        using var bytes = new MemoryStream(TicketMail.Of(Reaching(file, email), from, Now));
        return MimeMessage.Load(bytes);
    }

    private static HandoffFile Reaching(HandoffFile file, string? email) => file with { Contact = new(null, null, email, null, null) };

    private static HandoffFile File(string name, string reason) => new(
        new HandoffTicket("H-7K2M9Q", HandoffState.Queued, reason, new("directline", "c1"), null, name, ["5023"], Now, null),
        [],
        [new(Now, Speaker.Customer, "Ich möchte 🎁\nzurückgeben", 1), new(Now, Speaker.Note, "a note", 2)],
        null,
        [new Order("5023", OrderStatus.Shipped, new(2026, 9, 20), new(2026, 9, 22), null, [new OrderItem(1, "Blue shoes", 2, null, null)])]);
}
