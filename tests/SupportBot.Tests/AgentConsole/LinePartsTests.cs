using SupportBot.AgentConsole;

namespace SupportBot.Tests.AgentConsole;

public sealed class LinePartsTests
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
        var parts = LineParts.Of(text, Here);

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
        var link = Assert.Single(LineParts.Of(text, Here), part => part.Address is not null);

        Assert.Equal(isPicture, link.IsPicture);
        if (isPicture)
            Assert.EndsWith(Id, link.Text, StringComparison.Ordinal);
    }
}
