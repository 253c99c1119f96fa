using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>How much is stored, to tell that a call did nothing.</summary>
public sealed record StoredRows(long Conversations, long Started, long Activities, long Inbox, long Bindings, long Files)
{
    public static Task<StoredRows> CountAsync(RunningHost host) => host.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        async Task<long> CountAsync(string what)
        {
            await using var command = connection.Command($"SELECT COUNT(*) FROM {what}");
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }

        return new StoredRows(
            await CountAsync("directline_conversations"),
            await CountAsync("directline_conversations WHERE started = 1"),
            await CountAsync("directline_activities"),
            await CountAsync("inbox"),
            await CountAsync("conversation_bindings"),
            await CountAsync("directline_uploads"));
    }, CancellationToken.None);
}
