using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Integration;

public sealed class HttpHelperTests
{
    [Fact]
    public async Task WriteResponse_Body_StartsWithoutByteOrderMark()
    {
        var (_, body) = await WriteAsync(new InvokeResponse { Status = 200, Body = new[] { "one", "two" } });

        Assert.Equal((byte)'[', body[0]);
    }

    [Fact]
    public async Task WriteResponse_NoInvokeResponse_Is200() => Assert.Equal((200, 0), (await WriteAsync(null)) is var (status, body) ? (status, body.Length) : default);

    [Fact]
    public async Task WriteResponse_NullProperties_AreLeftOut()
    {
        var (_, body) = await WriteAsync(new InvokeResponse { Status = 200, Body = new Activity { Type = "message" } });

        Assert.DoesNotContain("serviceUrl", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadRequest_UnknownProperties_AreKept()
    {
        var activity = await ReadAsync("""{"type":"message","text":"ü","mine":{"a":1}}""");

        Assert.Equal("ü", activity.Text);
        Assert.Equal(1, (int)activity.Properties["mine"]!["a"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    public async Task ReadRequest_NoObject_IsNull(string json) => Assert.Null(await ReadAsync(json));

    [Fact]
    public async Task ReadRequest_NestedBeyondReason_IsNull() =>
        Assert.Null(await ReadAsync("""{"type":"message","value":""" + new string('[', 100_000)));

    private static Task<Activity> ReadAsync(string json)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return HttpHelper.ReadRequestAsync<Activity>(context.Request);
    }

    private static async Task<(int Status, byte[] Body)> WriteAsync(InvokeResponse? response)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        await HttpHelper.WriteResponseAsync(context.Response, response);
        return (context.Response.StatusCode, body.ToArray());
    }
}
