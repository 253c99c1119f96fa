using System.Net;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.DirectLine;
using SupportBot.Core.Customers;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

public sealed class OutboxSenderTests : IDisposable
{
    private static readonly ConversationKey Conversation = new(DirectLineChannel.Id, "c1");

    private readonly TestDatabase _database = new(Outbox.Tables);
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Delivery_OwnChannelCannotStoreIt_WaitsAndCountsNoTry()
    {
        using var channel = new FullChannel(_database, failures: 3);
        var local = new LocalConnector(DirectLineChannel.Id, DirectLineChannel.ServiceUrl, channel, _ => false);
        var outbox = new Outbox(_database.Bot, new UnreadableRows([local]), _time, NullLogger<Outbox>.Instance);
        using var sender = new OutboxSender(
            outbox, new Connectors(BotFrameworkAuthenticationFactory.Create(), [local]), null!, Options.Create(new MicrosoftAppOptions()), _time, NullLogger<OutboxSender>.Instance);
        var reply = StorableActivity.Of(new Activity(ActivityTypes.Message)
        {
            Id = "r1",
            ChannelId = DirectLineChannel.Id,
            ServiceUrl = DirectLineChannel.ServiceUrl,
            Conversation = new ConversationAccount(id: "c1"),
            From = new(),
            Recipient = new(),
            Text = "here",
        });
        await _database.Bot.WriteAsync((transaction, ct) => outbox.AddAsync(transaction, Conversation, reply, null, ct), CancellationToken.None);

        sender.Wake(Conversation);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _database.CountAsync("outbox") > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await sender.StopAsync(CancellationToken.None);
        Assert.Equal([0, 0, 0, 0], channel.TriesCounted);
    }

    private sealed class FullChannel(TestDatabase database, int failures) : HttpMessageHandler
    {
        /// <summary>How many tries the row had, at each call.</summary>
        public List<long> TriesCounted { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            TriesCounted.Add(await database.CountAsync("outbox WHERE tries > 0"));
            if (TriesCounted.Count <= failures)
                throw new StorageUnavailableException(StorageFault.Full);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{\"id\":\"1\"}", Encoding.UTF8, "application/json") };
        }
    }
}
