using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Customers;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.BotFramework.Authentication;
using SupportBot.Tests.Hosting;
using SupportBot.Tests.Turns;

namespace SupportBot.Tests.Channels.BotFramework;

/// <summary>A bot in production with a registration, amid stand-ins for the identity providers and all channels.</summary>
internal sealed class RegisteredBot : IAsyncDisposable
{
    public const string Tenant = "7a4a6b1c-0000-4000-8000-00000000a0a0";
    public const string ServiceUrl = "https://smba.channel.test/teams/";

    private readonly TemporaryFolder _data = new();
    private BotHost _host = null!;

    private RegisteredBot(string type, bool isGovernment) => (Type, IsGovernment) = (type, isGovernment);

    public string Type { get; }

    public bool IsGovernment { get; }

    /// <summary>An id of its own, because MSAL keeps tokens for the whole process.</summary>
    public string AppId { get; } = Guid.NewGuid().ToString();

    public OutsideWorld Outside { get; } = new();

    public HttpClient Http => _host.Http;

    public IServiceProvider Services => _host.Services;

    public string Issuer => IsGovernment ? "https://api.botframework.us" : "https://api.botframework.com";

    public static async Task<RegisteredBot> StartAsync(string type, bool isGovernment, LoopbackIssuer service, LoopbackIssuer entra)
    {
        var bot = new RegisteredBot(type, isGovernment);
        List<string> settings =
        [
            "--environment=Production", "--Identity:DevelopmentCustomer=6", $"--MicrosoftAppType={type}", $"--MicrosoftAppId= {bot.AppId} ",
            $"--BotFramework:OpenIdMetadata={service.SecureMetadataUrl}", $"--ToBotFromEmulatorOpenIdMetadataUrl={entra.SecureMetadataUrl}",
        ];
        if (type != "MultiTenant")
            settings.Add("--MicrosoftAppTenantId=" + Tenant);
        if (type != "UserAssignedMSI")
            settings.Add("--MicrosoftAppPassword=the secret\n");
        if (isGovernment)
            settings.Add("--ChannelService=https://botframework.azure.us");
        bot._host = await BotHost.StartAsync(bot._data.Path, bot.Outside.Surround, [.. settings]);
        return bot;
    }

    public static JObject Message(string conversationId, string channelId = "msteams", string serviceUrl = ServiceUrl) => new()
    {
        ["type"] = "message",
        ["id"] = Guid.NewGuid().ToString("N"),
        ["text"] = "hello",
        ["locale"] = "en-US",
        ["channelId"] = channelId,
        ["serviceUrl"] = serviceUrl,
        ["conversation"] = new JObject { ["id"] = conversationId },
        ["from"] = new JObject { ["id"] = "user" },
        ["recipient"] = new JObject { ["id"] = "bot" },
    };

    /// <summary>Posts with the <c>Authorization</c> headers as they are, past a client that would tidy them up.</summary>
    public async Task<(HttpStatusCode Status, string Response)> PostAsync(JObject activity, params string[] authorization)
    {
        var body = Encoding.UTF8.GetBytes(activity.ToString());
        var head = new StringBuilder("POST /api/messages HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Type: application/json\r\n");
        foreach (var header in authorization)
            head.Append("Authorization: ").Append(header).Append("\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()));
        await stream.WriteAsync(body);
        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync();
        return ((HttpStatusCode)int.Parse(response.Split(' ')[1], CultureInfo.InvariantCulture), response);
    }

    /// <summary>What the bot has written about a conversation, in rows.</summary>
    public Task<long> RowsAboutAsync(string conversationId) => _host.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command(
            """
            SELECT (SELECT COUNT(*) FROM inbox WHERE conversation_id = @id) + (SELECT COUNT(*) FROM outbox WHERE conversation_id = @id)
                + (SELECT COUNT(*) FROM conversation_bindings WHERE conversation_id = @id) + (SELECT COUNT(*) FROM transcript WHERE conversation_id = @id)
                + (SELECT COUNT(*) FROM bot_state WHERE state_key LIKE '%' || @id || '%')
            """,
            ("@id", conversationId));
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    /// <summary>Waits until nothing of a conversation is on its way any more, delivered and noted.</summary>
    public async Task SettleAsync(string conversationId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await WaitingAsync(conversationId) > 0)
            limit.Token.ThrowIfCancellationRequested();
    }

    private Task<long> WaitingAsync(string conversationId) => _host.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command("SELECT COUNT(*) FROM outbox WHERE conversation_id = @id", ("@id", conversationId));
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    /// <summary>Whom a conversation is bound to, or <c>null</c>.</summary>
    public async Task<string?> CustomerOfAsync(string conversationId) =>
        (await _host.Services.GetRequiredService<IConversationBindings>().FindAsync(new ConversationKey("msteams", conversationId), CancellationToken.None))?.Value;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _data.Dispose();
    }
}
