using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportBot.Core.Retention;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Core.Retention;

namespace SupportBot.Tests.Hosting.Retention;

/// <summary>A customer is erased while the bot answers them.</summary>
public sealed class ErasedCustomerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _data = new();
    private readonly LogRecords _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Turn_OfACustomerWhoIsErasedMeanwhile_KeepsNothing()
    {
        var thoughts = new TaskCompletionSource();
        var echo = new EchoBot { Thoughts = thoughts.Task };
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IBot>(echo)).AddSingleton<CustomerEraser>();
            _log.Listen(builder);
        });
        var session = await new DirectLineClient(bot.Http).SendAsync(HttpMethod.Post, "/api/webchat/session", """{"customerId":"6"}""");
        await DirectLineClient.Of(bot.Http, session.Body).SayAsync("where is my parrot");
        await UntilAsync(() => echo.Heard.Any(activity => activity.Text == "where is my parrot"));

        await bot.Services.GetRequiredService<CustomerEraser>().EraseAsync("6", CancellationToken.None);
        thoughts.SetResult();

        await UntilAsync(() => _log.All.Any(record => record.Text.Contains("was erased while its turn ran", StringComparison.Ordinal)));
        Assert.Empty(await Everywhere.FindAsync(bot.Services.GetRequiredService<BotDatabase>(), "parrot"));
        Assert.Equal(0, await bot.CountAsync("bot_state"));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
