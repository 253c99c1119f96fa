using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

public sealed class SlowClientsTests
{
    [Fact]
    public async Task Requests_SlowOrBrokenOff_AreCutOffAndLeaveNothingInTheLog()
    {
        using var data = new TemporaryFolder();
        using var logs = new LogRecords();
        await using var bot = await BotHost.StartAsync(data.Path, logs.Listen);
        var limits = bot.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        using var client = new TcpClient();
        await client.ConnectAsync(bot.Http.BaseAddress!.Host, bot.Http.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(logs.All, record => record.Level >= LogLevel.Warning && record.Text.Contains("unhandled", StringComparison.OrdinalIgnoreCase));
        Assert.All([limits.MinRequestBodyDataRate, limits.MinResponseDataRate], rate => Assert.Equal(SlowClients.MinBytesPerSecond, rate!.BytesPerSecond));
    }
}
