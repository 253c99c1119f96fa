using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>What the SDK examines of the schema's types is kept from one send to the next.</summary>
public sealed class ConnectorsTests
{
    private const string Local = "urn:supportbot:local";

    [Fact]
    public async Task Create_AnyTwo_ShareTheirContracts()
    {
        using var handler = new HttpClientHandler();
        var connectors = new Connectors(BotFrameworkAuthenticationFactory.Create(), [new LocalConnector("local", Local, handler, _ => false)]);
        async Task<IConnectorClient> CreateAsync(string serviceUrl) =>
            await connectors.For(new ClaimsIdentity()).CreateAsync(serviceUrl, "https://api.botframework.com", CancellationToken.None);

        var clients = new[] { await CreateAsync(Local), await CreateAsync(Local), await CreateAsync("https://one.example/"), await CreateAsync("https://two.example/") };

        Assert.Single(clients.SelectMany(client => new[] { client.SerializationSettings.ContractResolver, client.DeserializationSettings.ContractResolver }).Distinct());
        Assert.NotNull(clients[0].SerializationSettings.ContractResolver);
        foreach (var client in clients)
            client.Dispose();
    }
}
