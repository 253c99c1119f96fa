using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SupportBot.Core.Handoff;
using SupportBot.Hosting;
using SupportBot.Tests.AgentConsole;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Handoff;

/// <summary>What agents see and do at the API is in the audit log or doesn't happen; and what else a handoff can be asked for.</summary>
public sealed partial class AgentDeskTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FragileAudit _audit = new();
    private BotHost _bot = null!;
    private CustomerTalk _customer = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.AddSingleton<IAgentAudit>(provider =>
            _audit.Over(ActivatorUtilities.CreateInstance<SqlAgentAudit>(provider))));
        _customer = await CustomerTalk.OpenAsync(_bot.Http);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Audit_HasEveryLookAndAction_WithWhoWhatWhichAndFromWhere()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.ListAsync();
        await _ines.ListAsync("?search=cancel");
        await _ines.FindAsync(id);
        await _ines.DoAsync(id, "accept");
        await _ines.DoAsync(id, "messages", new { text = "Hello" });
        await _ines.DoAsync(id, "notes", new { text = "a note" });
        using var otto = await AgentClient.SignInAsync(_bot.Http, "Otto");
        Assert.Equal(HttpStatusCode.Conflict, await otto.TryAsync(id, "accept"));
        await _ines.DoAsync(id, "release");
        await _ines.DoAsync(id, "accept");
        await _ines.DoAsync(id, "close", new { resolution = "done" });
        using (await _ines.Http.GetAsync(new Uri($"/api/agent/handoffs/{id}/ticket", UriKind.Relative)))
        {
        }

        var log = await AuditAsync("?handoff=" + id);

        Assert.Equal(
            ["list ", "search cancel", "open ", "accept ", "message ", "note ", "accept ", "accept refused: Taken", "release ", "accept ", "close ", "export ", "read the audit log "],
            log.Select(entry => $"{entry.GetProperty("what").GetString()} {entry.GetProperty("detail").GetString()}"));
        Assert.Equal("Otto", log[6].GetProperty("agent").GetString());
        Assert.All(log.SkipLast(1), entry =>
        {
            Assert.Equal([id], entry.GetProperty("handoffs").EnumerateArray().Select(handoff => handoff.GetString()));
            Assert.Equal(["6"], entry.GetProperty("customers").EnumerateArray().Select(customer => customer.GetString()));
            Assert.Equal("127.0.0.1", entry.GetProperty("address").GetString());
            Assert.StartsWith("development:", entry.GetProperty("agentId").GetString(), StringComparison.Ordinal);
        });
        Assert.Empty((await AuditAsync("?handoff=H-______")).SkipLast(1));
    }

    [Fact]
    public async Task Audit_CannotBeWritten_NothingIsShownAndNothingIsDone()
    {
        var id = await _customer.AskForHelpAsync();
        _audit.IsBroken = true;

        foreach (var path in new[] { "handoffs", "handoffs?search=x", $"handoffs/{id}", $"handoffs/{id}/ticket", "audit" })
        {
            using var answer = await _ines.Http.GetAsync(new Uri("/api/agent/" + path, UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.DoesNotContain("cancel my last order", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var action in new[] { "accept", "messages", "notes", "release", "close", "follow-up" })
            Assert.Equal((action, HttpStatusCode.ServiceUnavailable), (action, await _ines.TryAsync(id, action, new { text = "x", resolution = "x" })));
        _audit.IsBroken = false;
        Assert.Equal("queued", (await _ines.FindAsync(id)).GetProperty("state").GetString());
        Assert.DoesNotContain("note: x", await _ines.TranscriptAsync(id));
    }

    [Fact]
    public async Task Events_AreLoggedOncePerHandoff_AndEndWhenTheyCannotBe()
    {
        using var events = await _ines.Http.GetStreamAsync(new Uri("/api/agent/events", UriKind.Relative));
        using var reader = new StreamReader(events);
        await ReadUntilAsync(reader, "event: ping");
        var id = await _customer.AskForHelpAsync();
        await ReadUntilAsync(reader, "event: handoff");
        await _ines.DoAsync(id, "notes", new { text = "a note" });
        await ReadUntilAsync(reader, "event: message");

        Assert.Single(await AuditAsync("?handoff=" + id), entry => entry.GetProperty("what").GetString() == "watch");

        using var others = await _ines.Http.GetStreamAsync(new Uri("/api/agent/events", UriKind.Relative));
        using var other = new StreamReader(others);
        await ReadUntilAsync(other, "event: ping");
        _audit.IsBroken = true;
        _bot.Services.GetRequiredService<HandoffEventBroadcaster>().Tell(new(id, HandoffEventKind.Changed));
        Assert.DoesNotContain("handoff", await other.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefreshAsync_OfWhatThisConsoleWasNotShown_IsLoggedOnce_OrShowsNothing()
    {
        var id = await _customer.AskForHelpAsync();
        var desk = _bot.Services.GetRequiredService<AgentDesk>();
        var otto = new AgentAtWork(new Agent("otto", "Otto"), null);
        var file = (await desk.OpenAsync(otto, id, new TranscriptRange(), CancellationToken.None))!;
        await _ines.DoAsync(id, "notes", new { text = "a note" });
        var shown = new HashSet<string>();

        _audit.IsBroken = true;
        await Assert.ThrowsAsync<AuditUnavailableException>(() => desk.RefreshAsync(otto, file, shown, CancellationToken.None));
        _audit.IsBroken = false;
        await desk.RefreshAsync(otto, file, shown, CancellationToken.None);
        file = await desk.RefreshAsync(otto, file, shown, CancellationToken.None);

        Assert.Equal("a note", file.Entries[^1].Text);
        Assert.Equal(new HandoffStep.ByAgent(file.Entries[^1].At, AgentAct.Noted, "Ines"), file.Steps[^1]);
        Assert.Equal(["open Otto", "note Ines", "watch Otto"], await WhoDidAsync(id));
    }

    [Fact]
    public async Task ReadEarlierAsync_IsLoggedOrShowsNothing()
    {
        var id = await _customer.AskForHelpAsync();
        var desk = _bot.Services.GetRequiredService<AgentDesk>();
        var otto = new AgentAtWork(new Agent("otto", "Otto"), null);
        var file = (await desk.OpenAsync(otto, id, new TranscriptRange(MaxEntries: 1), CancellationToken.None))!;

        _audit.IsBroken = true;
        await Assert.ThrowsAsync<AuditUnavailableException>(() => desk.ReadEarlierAsync(otto, file, CancellationToken.None));
        _audit.IsBroken = false;
        file = file.WithEarlier((await desk.ReadEarlierAsync(otto, file, CancellationToken.None))!);

        Assert.Contains(file.Entries, entry => entry.Text == "I want to cancel my last order");
        Assert.Null(await desk.ReadEarlierAsync(otto, file, CancellationToken.None));
        Assert.Equal(["open Otto", "open Otto"], await WhoDidAsync(id));
    }

    [Fact]
    public async Task OpenAsync_HasTheHandoffsOrdersInItsOrder_AmongTheCustomers()
    {
        var desk = _bot.Services.GetRequiredService<AgentDesk>();
        var file = (await desk.OpenAsync(new AgentAtWork(new Agent("otto", "Otto"), null), await _customer.AskForHelpAsync(), new TranscriptRange(), CancellationToken.None))!;

        file = file with { Ticket = file.Ticket with { OrderIds = [.. file.CustomerOrders!.Skip(1).Reverse().Select(order => order.Id), "no such order"] } };

        Assert.Equal(file.CustomerOrders!.Skip(1).Reverse(), file.Orders!);
        Assert.NotEmpty(file.Orders!);
        Assert.Null((file with { CustomerOrders = null }).Orders);
    }

    [Fact]
    public async Task Ticket_IsAMailToTheCustomer_WithoutTheAgentsNotes()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "notes", new { text = "seems angry" });

        using var answer = await _ines.Http.GetAsync(new Uri($"/api/agent/handoffs/{id}/ticket", UriKind.Relative));
        using var mail = await MimeMessage.LoadAsync(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("message/rfc822", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(id + ".eml", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal($"[{id}] I want to cancel my last order", mail.Subject);
        Assert.Contains("@", Assert.Single(mail.To.Mailboxes).Address, StringComparison.Ordinal);
        Assert.Contains("Customer: I want to cancel my last order", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("purchased ", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("seems angry", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimedOutHandoff_WaitsInTheFollowUpListUntilItIsSeenTo()
    {
        var id = await _customer.AskForHelpAsync();
        Assert.Equal(HttpStatusCode.Conflict, await _ines.TryAsync(id, "follow-up", new { resolution = "too early" }));
        var options = new HandoffOptions { QueueTimeout = TimeSpan.Zero };
        await _bot.Services.GetRequiredService<SqlHandoffDesk>().LetTimePassAsync(options, CancellationToken.None);

        Assert.True(Assert.Single(await _ines.ListAsync("?state=closed&outcome=timedOut&needsFollowUp=true")).GetProperty("needsFollowUp").GetBoolean());
        Assert.Empty(await _ines.ListAsync("?outcome=resolved"));
        await _ines.DoAsync(id, "follow-up", new { resolution = "Wrote to them" });

        Assert.Empty(await _ines.ListAsync("?needsFollowUp=true"));
        Assert.False(Assert.Single(await _ines.ListAsync("?state=closed&outcome=timedOut")).GetProperty("needsFollowUp").GetBoolean());
        var file = await _ines.FindAsync(id);
        Assert.Equal("Wrote to them", file.GetProperty("resolution").GetString());
        Assert.Equal("followed up", file.GetProperty("steps").EnumerateArray().Last().GetProperty("what").GetString());
        Assert.Equal(HttpStatusCode.Conflict, await _ines.TryAsync(id, "follow-up", new { resolution = "again" }));
    }

    [Theory]
    [InlineData("messages", "", "nothing")]
    [InlineData("messages", "hello", "no JSON")]
    [InlineData("messages", "null", "null")]
    [InlineData("messages", "[]", "no JSON")]
    [InlineData("messages", "{}", "")]
    [InlineData("messages", """{"text":5}""", "$.text")]
    [InlineData("messages", """{"text":"  "}""", "")]
    [InlineData("messages", """{"text":"a\u0000b"}""", "can't be stored")]
    [InlineData("messages", """{"text":"\ud800"}""", "")]
    [InlineData("messages", "{\"text\":\"LONG\"}", "")]
    [InlineData("messages", """{"text":"a","messageId":"LONG"}""", "messageId")]
    [InlineData("notes", """{"text":["a"]}""", "$.text")]
    [InlineData("notes", "{\"text\":\"LONG\"}", "")]
    [InlineData("close", "", "nothing")]
    [InlineData("close", """{"returnToBot":"yes"}""", "$.returnToBot")]
    [InlineData("close", "{\"resolution\":\"LONG\"}", "resolution")]
    [InlineData("follow-up", """{"resolution":7}""", "$.resolution")]
    public async Task Body_ThatCannotBeRead_IsAnsweredWithWhatToSend(string action, string body, string what)
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        using var content = new StringContent(body.Replace("LONG", new string('x', 4_001), StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var answer = await _ines.Http.PostAsync(new Uri($"/api/agent/handoffs/{id}/{action}", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
        Assert.Contains(what, detail, StringComparison.Ordinal);
        if (what != "messageId")
            Assert.Contains(action is "messages" or "notes" ? "\"text\"" : "resolution", detail, StringComparison.Ordinal);
        Assert.Equal("accepted", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Body_LargerThanAnActivityMayBe_IsRefused()
    {
        using var content = new StringContent($$"""{"text":"{{new string('x', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");

        using var answer = await _ines.Http.PostAsync(new Uri("/api/agent/handoffs/H-000000/notes", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Console_DevelopmentForm_TakesANameFromItsOwnPageOnly()
    {
        using var browser = new Browser(_bot.Http);
        const string page = "/agent/handoffs/H-000000/ticket.eml";

        Assert.Contains("Your name", (await browser.GoAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/agent/sign-in", new() { ["name"] = "Eve" }, "https://evil.example")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/agent/sign-in", new() { ["name"] = " " })).Status);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.StartsWith("supportbot-agent=", StringComparison.Ordinal));

        var (status, text) = await browser.PostAsync("/agent/sign-in?ReturnUrl=" + Uri.EscapeDataString(page), new() { ["name"] = "Ines" }, _bot.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("There is no handoff", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_ReadCustomersDataThroughTheAuditedDeskOnly()
    {
        var strangers = Directory.EnumerateFiles(Path.Combine(Settings.Root, "src", "SupportBot", "AgentConsole"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            // It lets time pass, for nobody to see.
            .Where(file => Path.GetFileName(file) != "HandoffClock.cs")
            .Where(file => File.ReadLines(file).Any(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && Unaudited().IsMatch(line)));

        Assert.Empty(strangers.Select(Path.GetFileName));
    }

    [GeneratedRegex(@"\b(SqlHandoffDesk|Transcripts|IOrders|ICustomerDirectory|(Sql|I)CustomerContacts|IHandoffQueue)\b")]
    private static partial Regex Unaudited();

    private static async Task ReadUntilAsync(StreamReader reader, string line)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await reader.ReadLineAsync(limit.Token) is { } read)
        {
            if (read == line)
                return;
        }

        throw new InvalidOperationException($"The events ended before «{line}».");
    }

    private async Task<IEnumerable<string>> WhoDidAsync(string id) =>
        (await AuditAsync("?handoff=" + id)).SkipLast(1).Select(entry => $"{entry.GetProperty("what").GetString()} {entry.GetProperty("agent").GetString()}");

    /// <summary>Oldest first.</summary>
    private async Task<IReadOnlyList<JsonElement>> AuditAsync(string query) =>
        [.. (await _ines.Http.GetFromJsonAsync<JsonElement>(new Uri("/api/agent/audit" + query, UriKind.Relative))).EnumerateArray().Reverse()];

    /// <summary>The real log, until it breaks.</summary>
    private sealed class FragileAudit : IAgentAudit
    {
        private IAgentAudit _real = null!;

        public bool IsBroken { get; set; }

        public FragileAudit Over(IAgentAudit real)
        {
            _real = real;
            return this;
        }

        public Task AddAsync(AuditEntry entry, CancellationToken ct) => IsBroken ? throw Broken() : _real.AddAsync(entry, ct);

        public Task<IReadOnlyList<AuditEntry>> ListAsync(string? handoffId, CancellationToken ct) => IsBroken ? throw Broken() : _real.ListAsync(handoffId, ct);

        private static AuditUnavailableException Broken() => new("The disk is full.", new IOException());
    }
}
