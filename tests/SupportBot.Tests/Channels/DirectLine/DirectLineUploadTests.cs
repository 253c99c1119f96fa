using System.Net;
using System.Net.Http.Headers;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineUploadTests : IAsyncLifetime
{
    private readonly EchoBot _bot = new();
    private RunningHost _host = null!;
    private DirectLineClient _client = null!;

    private string Path => $"/v3/directline/conversations/{_client.ConversationId}/upload?userId=x";

    public async Task InitializeAsync()
    {
        _host = await RunningHost.StartAsync(_bot);
        _client = await DirectLineClient.StartAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Upload_Form_BecomesAMessageWhoseFilesCanBeFetched()
    {
        using var form = new MultipartFormDataContent();
        form.Add(Part("""{"type":"message","text":"see","from":{"id":"x"},"channelData":{"clientActivityID":"c1"},"attachments":[{"contentType":"image/png","name":"a.png","thumbnailUrl":"data:image/png;base64,AA=="}]}""", "application/vnd.microsoft.activity"), "activity", "blob");
        form.Add(Part("pixels", "image/png"), "file", "a.png");
        form.Add(Part("<script>", "text/html"), "file", "../../b.html");

        var posted = await _client.SendAsync(HttpMethod.Post, Path, form);
        await using var stream = await _client.OpenStreamAsync();
        var echo = (await stream.NextAsync(3)).Single(activity => (string?)activity["text"] == "see");

        Assert.Equal(HttpStatusCode.OK, posted.Status);
        Assert.Equal(posted["id"], (string?)echo["id"]);
        Assert.Equal(_client.UserId, (string?)echo["from"]!["id"]);
        Assert.Equal("c1", (string?)echo["channelData"]!["clientActivityID"]);
        Assert.Equal("data:image/png;base64,AA==", (string?)echo["attachments"]![0]!["thumbnailUrl"]);
        Assert.Equal(["a.png", "b.html"], echo["attachments"]!.Select(attachment => (string)attachment["name"]!));
        using var file = await _host.Http.GetAsync(new Uri((string)echo["attachments"]![1]!["contentUrl"]!));
        Assert.Equal("<script>", await file.Content.ReadAsStringAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_RawFile_BecomesAMessage()
    {
        using var file = Part("hello", "text/plain");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "\"note.txt\"" };

        Assert.Equal(HttpStatusCode.OK, (await _client.SendAsync(HttpMethod.Post, Path, file)).Status);
        await using var stream = await _client.OpenStreamAsync();
        var echo = (await stream.NextAsync(3)).Single(activity => activity["attachments"]?.Any() == true);

        Assert.Equal(("message", "text/plain", "note.txt"),
            ((string?)echo["type"], (string?)echo["attachments"]![0]!["contentType"], (string?)echo["attachments"]![0]!["name"]));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Upload_LargeFile_IsTakenTo10Mebibytes(int over, HttpStatusCode expected)
    {
        var content = new byte[(10 * 1024 * 1024) + over];
        using var raw = new ByteArrayContent(content);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "large.bin" } };

        Assert.Equal(expected, (await _client.SendAsync(HttpMethod.Post, Path, raw)).Status);
        Assert.Equal(expected, (await _client.SendAsync(HttpMethod.Post, Path, form)).Status);
    }

    [Fact]
    public async Task Upload_WithoutFileOrWithBrokenForm_Is400()
    {
        using var activityOnly = new MultipartFormDataContent { { Part("""{"type":"message"}""", "application/vnd.microsoft.activity"), "activity", "blob" } };
        using var brokenActivity = new MultipartFormDataContent
        {
            { Part("{", "application/vnd.microsoft.activity"), "activity", "blob" },
            { Part("x", "text/plain"), "file", "x.txt" },
        };
        using var brokenForm = Part("no boundary here", "text/plain");
        brokenForm.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        foreach (var body in new HttpContent?[] { null, activityOnly, brokenActivity, brokenForm })
            Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(HttpMethod.Post, Path, body)).Status);
    }

    [Fact]
    public async Task Upload_Restart_KeepsTheFileAtItsAddress()
    {
        using var file = Part("hello", "text/plain");
        await _client.SendAsync(HttpMethod.Post, Path, file);
        var before = (await _client.ReadAsync()).Body["activities"]!.Single(activity => activity["attachments"]?.Any() == true);

        await _host.StopAsync();
        await using var again = await RunningHost.StartAsync(_bot, folder: _host.Folder);
        var after = (await _client.At(again.Http).ReadAsync()).Body["activities"]!.Single(activity => activity["attachments"]?.Any() == true);
        var address = new Uri((string)after["attachments"]![0]!["contentUrl"]!);

        Assert.Equal(before.ToString(), after.ToString());
        Assert.Equal("hello", await again.Http.GetStringAsync(new Uri(address.PathAndQuery, UriKind.Relative)));
    }

    [Fact]
    public async Task Upload_Again_KeepsOneFileAndOneMessage()
    {
        async Task<Answer> UploadAsync()
        {
            using var form = new MultipartFormDataContent();
            form.Add(Part("""{"type":"message","channelData":{"clientActivityID":"c1"}}""", "application/vnd.microsoft.activity"), "activity", "blob");
            form.Add(Part("hello", "text/plain"), "file", "a.txt");
            return await _client.SendAsync(HttpMethod.Post, Path, form);
        }

        var (first, again) = (await UploadAsync(), await UploadAsync());

        Assert.Equal(first["id"], again["id"]);
        Assert.Equal(1, (await StoredRows.CountAsync(_host)).Files);
    }

    [Theory]
    [InlineData("""{"type":"conversationUpdate"}""")]
    [InlineData("""{"type":"message","From":{"id":"dl_victim"}}""")]
    [InlineData("""{"type":"message","text":{}}""")]
    public async Task Upload_WithAnActivityThatUsersMayNotSend_Is400AndKeepsNothing(string activity)
    {
        await using var stream = await _client.OpenStreamAsync();
        await stream.NextAsync();
        var before = await StoredRows.CountAsync(_host);
        using var form = new MultipartFormDataContent();
        form.Add(Part(activity, "application/vnd.microsoft.activity"), "activity", "blob");
        form.Add(Part("hello", "text/plain"), "file", "a.txt");

        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(HttpMethod.Post, Path, form)).Status);
        Assert.Equal(before, await StoredRows.CountAsync(_host));
    }

    [Fact]
    public async Task Download_OfWhatBrowsersCouldRun_IsBytesToThem()
    {
        (string Sent, string Served)[] types =
        [
            ("image/png", "image/png"),
            ("audio/ogg", "audio/ogg"),
            ("video/mp4", "video/mp4"),
            ("application/pdf", "application/pdf"),
            ("image/svg+xml", "application/octet-stream"),
            ("IMAGE/SVG+XML; charset=utf-8", "application/octet-stream"),
            ("text/html", "application/octet-stream"),
            ("text/javascript", "application/octet-stream"),
            ("application/javascript", "application/octet-stream"),
            ("application/wasm", "application/octet-stream"),
            ("text/css", "application/octet-stream"),
            ("application/xhtml+xml", "application/octet-stream"),
            ("multipart/x-mixed-replace", "application/octet-stream"),
            ("imagehtml/x", "application/octet-stream"),
        ];
        using var form = new MultipartFormDataContent();
        foreach (var (sent, _) in types)
            form.Add(Part("alert(1)", sent), "file", "a.js");
        Assert.Equal(HttpStatusCode.OK, (await _client.SendAsync(HttpMethod.Post, Path, form)).Status);
        var addresses = (await _client.ReadAsync()).Body["activities"]!.SelectMany(activity => activity.SelectTokens("attachments[*].contentUrl")).Select(address => (string)address!).ToList();
        Assert.Equal(types.Length, addresses.Count);

        foreach (var ((sent, served), address) in types.Zip(addresses))
        {
            using var file = await _host.Http.GetAsync(new Uri(address));
            Assert.Equal((sent, served), (sent, file.Content.Headers.ContentType!.MediaType));
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task Download_UnknownFile_Is404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.SendAsync(HttpMethod.Get, "/v3/directline/attachments/nothing")).Status);

    private static ByteArrayContent Part(string content, string type)
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return part;
    }
}
