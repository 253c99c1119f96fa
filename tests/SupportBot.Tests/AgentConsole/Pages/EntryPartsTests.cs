using SupportBot.AgentConsole.Pages;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.AgentConsole.Pages;

public sealed class EntryPartsTests
{
    private const string Id = "x1_-Ab";

    private static readonly Uri Here = new("http://desk.example:3978/");

    [Theory]
    [InlineData("see https://files.example/1?a=b&c=(d) now", "see |[https://files.example/1?a=b&c=(d)]| now")]
    [InlineData("bill.pdf https://files.example/1", "bill.pdf |[https://files.example/1]")]
    [InlineData("(https://shop.example/a_(b)), and HTTP://SHOP.example.", "(|[https://shop.example/a_(b)]|), and |[HTTP://SHOP.example]|.")]
    [InlineData("«https://shop.example»\nhttps://shop.example/2", "«|[https://shop.example]|»\n|[https://shop.example/2]")]
    [InlineData("no address: shop.example, 12:30", "no address: shop.example, 12:30")]
    [InlineData("", "")]
    [InlineData("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example mailto:a@b.example //a.example", "javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example mailto:a@b.example //a.example")]
    [InlineData("http:// https://: xhttps://a.example", "http:// https://: xhttps://a.example")]
    [InlineData("https://a.example/\"onclick=\"x <b>https://b.example</b>", "[https://a.example/]|\"onclick=\"x <b>|[https://b.example]|</b>")]
    [InlineData("https://a.example/\u202Egnp.exe", "[https://a.example/]|\u202Egnp.exe")]
    public void Of_Text_LinksAddressesOfTheWebAlone(string text, string expected)
    {
        var parts = EntryParts.Of(text, Here);

        Assert.Equal(expected, string.Join('|', parts.Select(part => part.Address is null ? part.Text : $"[{part.Text}]")));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.All(parts.Select(part => part.Address).OfType<Uri>(), address => Assert.Contains(address.Scheme, new[] { "http", "https" }));
    }

    [Theory]
    [InlineData("broken.PNG http://desk.example:3978/v3/directline/attachments/" + Id, true)]
    [InlineData("look\nmy lamp.jpeg http://desk.example:3978/v3/directline/attachments/" + Id, true)]
    [InlineData("image/webp http://desk.example:3978/v3/directline/attachments/" + Id, true)]
    [InlineData("bill.pdf http://desk.example:3978/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png\nhttp://desk.example:3978/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png http://desk.example/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png https://desk.example:3978/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png http://evil.example/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png http://desk.example:3978@evil.example/v3/directline/attachments/" + Id, false)]
    [InlineData("lamp.png http://desk.example:3978/v3/directline/attachments/../../../agent/sign-out", false)]
    [InlineData("lamp.png http://desk.example:3978/agent", false)]
    public void Of_Address_IsAPictureOnlyAmongOurUploads(string text, bool isPicture)
    {
        var link = Assert.Single(EntryParts.Of(text, Here), part => part.Address is not null);

        Assert.Equal(isPicture, link.IsPicture);
        if (isPicture)
            Assert.EndsWith(Id, link.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AddressLongerThanBrowsersTake_IsWords()
    {
        var text = "see http://a/" + new string(')', 150_000);

        var part = Assert.Single(EntryParts.Of(text, Here));

        Assert.Equal(new EntryPart(text, null, false), part);
    }

    [Fact]
    public void Of_BracketsThatCloseNothing_EndTheAddress()
    {
        var brackets = new string(')', EntryParts.MaxAddress / 2);

        Assert.Equal(["http://a/(b)", brackets[1..] + "]}.;"], EntryParts.Of("http://a/(b" + brackets + "]}.;", Here).Select(part => part.Text));
    }

    [Fact]
    public void Of_ManyAddresses_LinksTheFirstOfThem()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"http://a/{number} "));

        var parts = EntryParts.Of(text, Here);

        Assert.Equal(EntryParts.MaxAddresses, parts.Count(part => part.Address is not null));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
    }

    [Theory]
    [MemberData(nameof(Worst))]
    public void Of_WorstTexts_AreFewPartsThatKeepEveryLetter(string unit)
    {
        var text = "http://desk.example:3978/v3/directline/attachments/" + string.Concat(Enumerable.Repeat(unit, Transcripts.MaxLine / unit.Length));

        var parts = EntryParts.Of(text, Here);

        Assert.InRange(parts.Count, 1, (2 * EntryParts.MaxAddresses) + 1);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.All(parts, part => Assert.InRange(part.Address?.AbsoluteUri.Length ?? 0, 0, 16 * EntryParts.MaxAddress));
    }

    public static TheoryData<string> Worst() =>
    [
        ")", "(", "([{", ")]}", ".", "http://", "http://a", "http://a/ ", "http://a/)]} ", "https://[::1]/) ", "http://a.b.c.d.e.f.g.h/%ff ", "http://xn--a@b:1/ ", "http://\u0130.example/ ",
        "\n", "\r\n", "a\nhttp://a/\n", "\u0301", "\u202E", "http://\u202Ea/", "h", "httphttps:", "a.png http://desk.example:3978/v3/directline/attachments/x ", "\uD83C\uDF81", "[x](http://a/) ",
    ];
}
