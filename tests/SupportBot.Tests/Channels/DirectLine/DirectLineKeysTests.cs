using System.Net;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Channels.DirectLine;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>The signing keys, changed by another process while the server runs.</summary>
public sealed class DirectLineKeysTests
{
    private const string Refresh = "/v3/directline/tokens/refresh";
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Rotate_WhileTheServerRuns_OldTokensGoOnAndNewOnesAreOfTheNewKey()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        Assert.Equal("1", KeyOf(client));

        Assert.Equal("2", await Another(host).RotateAsync(revokesOld: false, CancellationToken.None));
        Assert.Equal("1", KeyOf(await DirectLineClient.SignInAsync(host)));
        _time.Advance(Noticed);

        Assert.Equal("2", KeyOf(await DirectLineClient.SignInAsync(host)));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("with the old one")).Status);
        client.Token = (await client.SendAsync(HttpMethod.Post, Refresh))["token"];
        Assert.Equal("2", KeyOf(client));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("with the new one")).Status);
    }

    [Fact]
    public async Task Rotate_OldKey_CountsAsLongAsATokenOfItMayAndThenGoes()
    {
        await using var host = await StartAsync(("DirectLine:TokenLifetime", "1.00:00:00"), ("WebChat:SessionLifetime", "2.00:00:00"));
        var keys = Another(host);
        await DirectLineClient.StartAsync(host);
        await keys.RotateAsync(revokesOld: false, CancellationToken.None);
        // One that the server signed before it noticed.
        var late = await DirectLineClient.SignInAsync(host);
        Assert.Equal("1", KeyOf(late));

        _time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Created, (await late.StartAsync()).Status);
        Assert.Equal(["2", "1"], (await keys.ListAsync(CancellationToken.None)).Select(key => key.Id));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Forbidden, (await late.ReadAsync()).Status);
        Assert.Equal(["2"], await StoredAsync(host));
    }

    [Fact]
    public async Task Rotate_ThatRevokes_EndsTokensAndStreamsOfTheOldKey()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        var leaked = await host.Services.GetRequiredService<DirectLineKeys>().NewestAsync(CancellationToken.None);
        await Another(host).RotateAsync(revokesOld: true, CancellationToken.None);
        _time.Advance(Noticed);
        var other = await DirectLineClient.SignInAsync(host);
        var forged = Sign(new JsonWebToken(client.Token), leaked with { Value = new SymmetricSecurityKey(leaked.Value.Key) { KeyId = "2" } }, []);

        var said = await client.SayAsync("with the old one");
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), (said.Status, said.ErrorCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, Refresh)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await new DirectLineClient(host.Http) { Token = forged }.StartAsync()).Status);
        Assert.Equal(["2"], await StoredAsync(host));
        Assert.Equal(HttpStatusCode.Created, (await other.StartAsync()).Status);
        // The stream hears no more: neither news nor that it lives.
        await client.ReturnAsync();
        await client.SayAsync("in a session of the new key");
        Assert.Null(await stream.NextFrameAsync());
        await using var again = await DirectLineStream.OpenAsync((await client.ReconnectAsync("0"))["streamUrl"]);
        Assert.Equal(EchoBot.Greeting, (string?)(await again.NextAsync())["text"]);
    }

    [Fact]
    public async Task Token_WithAMadeUpKeyId_IsRefused()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var key = await host.Services.GetRequiredService<DirectLineKeys>().NewestAsync(CancellationToken.None);

        foreach (var id in new[] { "2", "01", "1 ", "-1", "1' OR 1=1 --", new string('9', 4000) })
        {
            client.Token = Sign(new JsonWebToken(client.Token), key with { Value = new SymmetricSecurityKey(key.Value.Key) { KeyId = id } }, []);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync()).Status);
        }
    }

    [Fact]
    public async Task NewestAsync_OfManyAtTheFirstStart_MakesOneKey()
    {
        using var data = new TestDatabase(DirectLineKeys.Tables);

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new DirectLineKeys(data.Bot, _time).NewestAsync(CancellationToken.None)));

        Assert.Single(keys.Select(key => Convert.ToBase64String(key.Value.Key)).Distinct());
        Assert.Equal(1, await data.CountAsync("directline_key"));
    }

    [Fact]
    public async Task Start_OnADatabaseOfAnEarlierVersion_TakesItsTokensAndGivesThemAnEnd()
    {
        using var data = new TemporaryFolder();
        var value = new byte[32];
        RandomNumberGenerator.Fill(value);
        await using (var connection = new SqliteConnection($"Data Source={data.File("bot.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE directline_key (id SMALLINT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
                INSERT INTO directline_key VALUES (1, @value);
                CREATE TABLE directline_conversations (
                    conversation_id TEXT NOT NULL PRIMARY KEY, user_id TEXT NULL, user_name TEXT NULL, locale TEXT NULL, started SMALLINT NOT NULL,
                    was_read SMALLINT NOT NULL, last_sequence BIGINT NOT NULL, last_unix_ms BIGINT NOT NULL);
                INSERT INTO directline_conversations VALUES ('c', 'dl_ann', NULL, NULL, 0, 0, 0, 0);
                CREATE TABLE webchat_used_tokens (token_id TEXT NOT NULL PRIMARY KEY, forget_after_unix BIGINT NOT NULL);
                """;
            command.Parameters.AddWithValue("@value", Convert.ToBase64String(value));
            await command.ExecuteNonQueryAsync();
        }

        await using var host = await RunningHost.StartAsync(new EchoBot(), data.Path, _time, settings: [("DirectLine:SessionLifetime", "02:00:00")]);
        var client = new DirectLineClient(host.Http) { Token = OldToken(new SymmetricSecurityKey(value)) };

        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync()).Status);
        _time.Advance(TimeSpan.FromMinutes(59));
        var refreshed = await client.SendAsync(HttpMethod.Post, Refresh);
        Assert.Equal((HttpStatusCode.OK, "1"), (refreshed.Status, new JsonWebToken(refreshed["token"]).Kid));
        await Another(host).RotateAsync(revokesOld: false, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Post, Refresh)).Status);
        client.Token = refreshed["token"];
        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("TokenExpired", (await client.SendAsync(HttpMethod.Post, Refresh)).ErrorCode);
    }

    /// <summary>The same token, signed by a key.</summary>
    internal static string Sign(JsonWebToken token, DirectLineKey key, Dictionary<string, object> header) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            Base64UrlEncoder.Decode(token.EncodedPayload), new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256), header);

    private static string KeyOf(DirectLineClient client) => new JsonWebToken(client.Token).Kid;

    /// <summary>As another process sees the keys.</summary>
    private DirectLineKeys Another(RunningHost host) => new(host.Services.GetRequiredService<BotDatabase>(), _time);

    private Task<RunningHost> StartAsync(params (string, string)[] settings) => RunningHost.StartAsync(new EchoBot(), time: _time, settings: settings);

    private static Task<IReadOnlyList<string>> StoredAsync(RunningHost host) => host.Services.GetRequiredService<BotDatabase>().ReadAsync<IReadOnlyList<string>>(async (connection, ct) =>
    {
        await using var command = connection.Command("SELECT id FROM directline_key ORDER BY id DESC");
        await using var row = await command.ExecuteReaderAsync(ct);
        var ids = new List<string>();
        while (await row.ReadAsync(ct))
            ids.Add(row.GetInt64(0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return ids;
    }, CancellationToken.None);

    /// <summary>As the version with one key made them: without its id, and without an end of the session.</summary>
    private string OldToken(SymmetricSecurityKey key) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "supportbot",
        Audience = "directline",
        Claims = new Dictionary<string, object>
        {
            ["conv"] = "c",
            ["use"] = "token",
            ["iat"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = _time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
            ["user"] = "dl_ann",
        },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });
}
