using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>What the image holds, run as the image runs it: published, by nobody special, from a folder that can't be
/// written, with its data elsewhere.</summary>
public sealed class PublishedFolderTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "the-shop's-secret-with-more-than-32-characters";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task PublishedBot_AsTheImageRunsIt_AnswersACustomer()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var app = Directory.CreateDirectory(_folder.File("app")).FullName;
        var data = Directory.CreateDirectory(_folder.File("data")).FullName;
        await PublishAsync(app);
        await GiveAsync(dockerfile, app, data);

        var address = await StartAsync(dockerfile, app, data);

        using var http = new HttpClient { BaseAddress = address };
        var ready = await ReadyWithModelAsync(http);
        Assert.Equal(("ready", "built-in", "ready"), ((string?)ready["status"], (string?)ready.SelectToken("model.name"), (string?)ready.SelectToken("model.state")));
        var (exitCode, said, errors) = await TemplateTools.RunAsync(AsInTheImage(dockerfile, "HEALTHCHECK", app, data, address));
        Assert.True(exitCode == 0, said + errors);

        // The chat page is whole.
        foreach (var file in new[] { "/", "/chat.js", "/lib/webchat.js", "/icon.svg" })
        {
            using var page = await http.GetAsync(new Uri(file, UriKind.Relative));
            Assert.True(page.IsSuccessStatusCode, $"{file}: {page.StatusCode}");
        }

        // A proxy that ends TLS is in front: clients must be told wss.
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var client = await SignInAsync(http, "7");
        await client.StartAsync();
        Assert.StartsWith("wss://", client.StreamUrl, StringComparison.Ordinal);

        await client.SayAsync("where is my last order?");
        var order = new SampleShopReader(data).OrdersOf("7")[0];
        Assert.Contains($"Order {order.Id} ", await ReplyAsync(client), StringComparison.Ordinal);
        var owner = (await TemplateTools.PrintedAsync("stat", "--format", "%u:%g", Path.Combine(data, "bot.db"))).Trim();
        Assert.NotEqual("0:0", owner);
        await AssertSaysWalAsync(dockerfile, app, data, address);
    }

    /// <summary>Case 19: a database in WAL mode in a folder that the bot may not write.</summary>
    private async Task AssertSaysWalAsync(Dockerfile dockerfile, string app, string data, Uri address)
    {
        var shop = Directory.CreateDirectory(_folder.File("shop")).FullName;
        using (var connection = new SqliteConnection($"Data Source={shop}/orders.db;Pooling=False"))
        {
            connection.Open();
            connection.Command("PRAGMA journal_mode = WAL; CREATE TABLE users (user_id INTEGER); CREATE TABLE orders (order_id INTEGER, user_id INTEGER)").Run();
        }
        await TemplateTools.PrintedAsync("chmod", "555", shop);
        await TemplateTools.PrintedAsync("chmod", "444", Path.Combine(shop, "orders.db"));
        var check = AsInTheImage(dockerfile, "ENTRYPOINT", app, data, address);
        foreach (var argument in new[] { "orders", "check", $"--ConnectionStrings:Orders=Data Source={shop}/orders.db" })
            check.ArgumentList.Add(argument);

        var (exitCode, said, _) = await TemplateTools.RunAsync(check);

        await TemplateTools.PrintedAsync("chmod", "-R", "u+w", shop);
        Assert.Equal(1, exitCode);
        Assert.Contains("WAL mode", said, StringComparison.Ordinal);
        Assert.Contains("journal_mode=DELETE", said, StringComparison.Ordinal);
    }

    /// <summary>Publishes what this test was built with, with the options of the image.</summary>
    private static Task<string> PublishAsync(string folder)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return TemplateTools.PrintedAsync("dotnet", "publish", Path.Combine(Settings.Root, "src", "SupportBot"), "--configuration", configuration, "--no-build", "--output", folder, "--nologo", $"-p:BotDialogs={Settings.BotDialogs}");
    }

    /// <summary>The program can only be read, the data is the image's user's.</summary>
    private async Task GiveAsync(Dockerfile dockerfile, string app, string data)
    {
        await TemplateTools.PrintedAsync("chmod", "-R", "a=rX", app);
        if (!Environment.IsPrivilegedProcess)
            return;
        await TemplateTools.PrintedAsync("chown", dockerfile.Final.All("USER").Single().Arguments.Single(), data);
        await TemplateTools.PrintedAsync("chmod", "a+x", _folder.Path);
    }

    private async Task<Uri> StartAsync(Dockerfile dockerfile, string app, string data)
    {
        var start = AsInTheImage(dockerfile, "ENTRYPOINT", app, data, new Uri("http://127.0.0.1:0"));
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var errors = _process.StandardError.ReadToEndAsync(patience.Token);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            const string label = "Chat page";
            if (line.IndexOf(label, StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[(at + label.Length)..].Trim());
        }

        throw new InvalidOperationException("The program ended: " + await errors);
    }

    /// <summary>A command of the Dockerfile with its environment and, where this test is root, as its user.</summary>
    private static ProcessStartInfo AsInTheImage(Dockerfile dockerfile, string command, string app, string data, Uri address)
    {
        var arguments = dockerfile.Final.Command(command).Select(argument => argument.Replace("/app/", app + "/", StringComparison.Ordinal)).ToList();
        var user = dockerfile.Final.All("USER").Single().Arguments.Single().Split(':');
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", user[0], "--regid", user[1], "--clear-groups", "--no-new-privs", .. arguments])
            : new ProcessStartInfo(arguments[0], arguments[1..]);
        start.WorkingDirectory = app;
        foreach (var (name, value) in dockerfile.Environment)
            start.Environment[name] = value;
        start.Environment["SUPPORTBOT_DATA"] = data;
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        start.Environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        start.Environment["WebChat__Secret"] = Secret;
        start.Environment["HOME"] = "/";
        return start;
    }

    /// <summary>What the server says of itself once its model is there or has failed.</summary>
    private static async Task<JObject> ReadyWithModelAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var ready = JObject.Parse(await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), patience.Token));
            if ((string?)ready.SelectToken("model.state") != "loading")
                return ready;
            await retry.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>A customer whom the shop signed in.</summary>
    private static async Task<DirectLineClient> SignInAsync(HttpClient http, string userId)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = userId, ["jti"] = Guid.NewGuid().ToString() },
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256),
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webchat/session") { Content = JsonContent.Create(new { }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        var session = JObject.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(response.IsSuccessStatusCode, session.ToString());
        return DirectLineClient.Of(http, session);
    }

    /// <summary>The first words of the bot about an order.</summary>
    private static async Task<string> ReplyAsync(DirectLineClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var read = await client.ReadAsync();
            var reply = read.Body["activities"]!.Where(activity => (string?)activity["type"] == "message" && (string?)activity.SelectToken("from.id") != client.UserId)
                .Select(activity => (string?)activity["text"]).FirstOrDefault(text => text?.StartsWith("Order ", StringComparison.Ordinal) == true);
            if (reply is not null)
                return reply;
            await retry.WaitForNextTickAsync(patience.Token);
        }
    }
}
