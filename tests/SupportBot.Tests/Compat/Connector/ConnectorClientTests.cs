using System.Net;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Connector;

public class ConnectorClientTests
{
    private const string Base = "https://smba.example/emea/";

    [Fact]
    public async Task SendToConversation_Activity_IsPostedAsTheProtocolSays()
    {
        var service = new RecordingHandler(HttpStatusCode.Created, """{"id":"1"}""");
        using var client = Connect(service);
        var activity = new Activity { Type = ActivityTypes.Message, Text = "hi", LocalTimestamp = new DateTimeOffset(2026, 3, 2, 10, 30, 0, TimeSpan.FromHours(1)), Value = new { a = (string?)null, b = 1 } };

        var response = await client.Conversations.SendToConversationAsync("19:a@thread.tacv2;messageid=1", activity);

        var (method, url, body, headers) = Assert.Single(service.Requests);
        Assert.Equal("1", response.Id);
        Assert.Equal((HttpMethod.Post, Base + "v3/conversations/19%3Aa%40thread.tacv2%3Bmessageid%3D1/activities"), (method, url));
        Assert.Equal("application/json; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("Bearer token-1", headers["Authorization"]);
        Assert.Equal("19:a@thread.tacv2;messageid=1", headers[ConversationConstants.ConversationIdHttpHeaderName]);
        Assert.Contains("Microsoft-BotFramework/3.1", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Contains("\"localTimestamp\": \"2026-03-02T10:30:00+01:00\"", body, StringComparison.Ordinal);
        Assert.True(JToken.DeepEquals(JToken.Parse("""{"b":1}"""), JObject.Parse(body!)["value"]), body);
        Assert.False(JObject.Parse(body!).ContainsKey("from"));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task EachCall_OfTheProtocol_HasItsMethodAndAddress(string name, string method, string path)
    {
        var service = new RecordingHandler(HttpStatusCode.OK, name.StartsWith("list", StringComparison.Ordinal) ? "[]" : "{}");
        using var client = Connect(service);

        await Invocations[name](client);

        var request = Assert.Single(service.Requests);
        Assert.Equal((method, Base + path), (request.Method.Method, request.Url));
    }

    public static TheoryData<string, string, string> Calls => new()
    {
        { "conversations", "GET", "v3/conversations?continuationToken=a%2Fb" },
        { "create", "POST", "v3/conversations" },
        { "history", "POST", "v3/conversations/c%2F1/activities/history" },
        { "reply", "POST", "v3/conversations/c%2F1/activities/a%7C1" },
        { "update", "PUT", "v3/conversations/c%2F1/activities/a%7C1" },
        { "delete", "DELETE", "v3/conversations/c%2F1/activities/a%7C1" },
        { "list members", "GET", "v3/conversations/c%2F1/members" },
        { "member", "GET", "v3/conversations/c%2F1/members/29%3Au" },
        { "paged", "GET", "v3/conversations/c%2F1/pagedmembers" },
        { "paged more", "GET", "v3/conversations/c%2F1/pagedmembers?pageSize=50&continuationToken=t%3D" },
        { "delete member", "DELETE", "v3/conversations/c%2F1/members/29%3Au" },
        { "list activity members", "GET", "v3/conversations/c%2F1/activities/a%7C1/members" },
        { "upload", "POST", "v3/conversations/c%2F1/attachments" },
        { "attachment info", "GET", "v3/attachments/f%201" },
        { "attachment", "GET", "v3/attachments/f%201/views/original" },
    };

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Accepted)]
    public async Task ReplyToActivity_AcceptedStatuses_GiveTheId(HttpStatusCode status)
    {
        using var client = Connect(new RecordingHandler(status, """{"id":"r"}"""));

        Assert.Equal("r", (await client.Conversations.ReplyToActivityAsync("c", "a", new Activity())).Id);
    }

    [Theory]
    [InlineData("delete", HttpStatusCode.Accepted, true)]
    [InlineData("delete", HttpStatusCode.NoContent, false)]
    [InlineData("delete member", HttpStatusCode.NoContent, true)]
    [InlineData("delete member", HttpStatusCode.Accepted, false)]
    [InlineData("list members", HttpStatusCode.Accepted, false)]
    [InlineData("attachment", HttpStatusCode.Redirect, true)]
    public async Task Call_WithSomeStatus_AcceptsWhatTheProtocolDoes(string name, HttpStatusCode status, bool accepted)
    {
        using var client = Connect(new RecordingHandler(status));

        var exception = await Record.ExceptionAsync(() => Invocations[name](client));

        Assert.Equal(accepted, exception == null);
        Assert.Equal(accepted ? null : typeof(ErrorResponseException), exception?.GetType());
    }

    [Fact]
    public async Task SendToConversation_Refused_TellsRequestResponseAndError()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.Forbidden, """{"error":{"code":"BotNotInConversationRoster","message":"No."}}"""));

        var exception = await Assert.ThrowsAsync<ErrorResponseException>(() => client.Conversations.SendToConversationAsync("c", new Activity { Text = "hi" }));

        Assert.Equal("Operation returned an invalid status code 'Forbidden'", exception.Message);
        Assert.Equal(("BotNotInConversationRoster", "No."), (exception.Body.Error.Code, exception.Body.Error.Message));
        Assert.Equal(HttpStatusCode.Forbidden, exception.Response.StatusCode);
        Assert.Contains("BotNotInConversationRoster", exception.Response.Content, StringComparison.Ordinal);
        Assert.Contains("\"text\": \"hi\"", exception.Request.Content, StringComparison.Ordinal);
        Assert.Equal(["Bearer token-1"], exception.Request.Headers["Authorization"]);
        Assert.Equal((HttpMethod.Post, new Uri(Base + "v3/conversations/c/activities")), (exception.Request.Method, exception.Request.RequestUri));
    }

    [Fact]
    public async Task SendToConversation_RefusedByAProxy_HasNoBody()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.BadGateway, "<html>"));

        var exception = await Assert.ThrowsAsync<ErrorResponseException>(() => client.Conversations.SendToConversationAsync("c", new Activity()));

        Assert.Null(exception.Body);
        Assert.Equal("<html>", exception.Response.Content);
    }

    [Fact]
    public async Task GetConversationPagedMembers_Refused_IsAnUntypedError()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.BadRequest, "{}"));

        var exception = await Assert.ThrowsAsync<HttpOperationException>(() => client.Conversations.GetConversationPagedMembersAsync("c"));

        Assert.Equal(HttpStatusCode.BadRequest, exception.Response.StatusCode);
    }

    [Fact]
    public async Task SendToConversation_AnswerIsNoJson_SaysSo()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.OK, "pong!"));

        var exception = await Assert.ThrowsAsync<SerializationException>(() => client.Conversations.SendToConversationAsync("c", new Activity()));

        Assert.Equal("pong!", exception.Content);
    }

    [Fact]
    public async Task SendToConversation_AnswerIsEmpty_GivesNothing()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.Accepted));

        Assert.Null(await client.Conversations.SendToConversationAsync("c", new Activity()));
    }

    [Fact]
    public async Task Call_WithoutWhatItNeeds_SendsNothing()
    {
        var service = new RecordingHandler();
        using var client = Connect(service);
        var conversations = client.Conversations;
        Func<Task>[] calls =
        [
            () => conversations.CreateConversationAsync(null),
            () => conversations.SendToConversationAsync(null, new Activity()),
            () => conversations.SendToConversationAsync("c", null),
            () => conversations.ReplyToActivityAsync("c", null, new Activity()),
            () => conversations.UpdateActivityAsync("c", "a", null),
            () => conversations.DeleteActivityAsync(null, "a"),
            () => conversations.GetConversationMembersAsync(null),
            () => conversations.GetConversationPagedMembersAsync(null),
            () => conversations.GetActivityMembersAsync("c", null),
            () => conversations.DeleteConversationMemberAsync("c", null),
            () => conversations.UploadAttachmentAsync("c", null),
            () => conversations.SendConversationHistoryAsync("c", null),
            () => client.Attachments.GetAttachmentInfoAsync(null),
            () => client.Attachments.GetAttachmentAsync("f", null),
        ];

        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<ValidationException>(call);
            Assert.Contains("cannot be null", exception.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ValidationException>(() => { _ = conversations.ReplyToActivityAsync(new Activity { Conversation = new ConversationAccount(id: "c") }); });
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Call_WithCustomHeaders_SendsThem()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, "[]");
        using var client = Connect(service);

        using var result = await client.Conversations.GetConversationMembersWithHttpMessagesAsync("c", new Dictionary<string, List<string>> { ["x-own"] = ["1", "2"] });

        Assert.Equal("1,2", Assert.Single(service.Requests).Headers["x-own"]);
        Assert.Equal((HttpStatusCode.OK, 0), (result.Response.StatusCode, result.Body.Count));
    }

    [Fact]
    public async Task Call_Cancelled_SendsNothing()
    {
        var service = new RecordingHandler();
        using var client = Connect(service);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Conversations.GetConversationMembersAsync("c", new CancellationToken(canceled: true)));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task CreateDirectConversation_TwoIds_NamesBotAndUser()
    {
        var service = new RecordingHandler(HttpStatusCode.Created, """{"id":"c","activityId":"a","serviceUrl":"https://other"}""");
        using var client = Connect(service);

        var created = await client.Conversations.CreateDirectConversationAsync("bot", "user", new Activity { Text = "hi" });

        Assert.Equal(("c", "a", "https://other"), (created.Id, created.ActivityId, created.ServiceUrl));
        var body = JObject.Parse(Assert.Single(service.Requests).Body!);
        Assert.Equal(("bot", "user", "hi"), ((string?)body.SelectToken("bot.id"), (string?)body.SelectToken("members[0].id"), (string?)body.SelectToken("activity.text")));
    }

    [Fact]
    public void SendToConversation_Blocking_SendsWhereTheActivitySays()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """{"id":"1"}""");
        using var client = Connect(service);

        var response = client.Conversations.SendToConversation(new Activity { Conversation = new ConversationAccount(id: "c1") });

        Assert.Equal(("1", Base + "v3/conversations/c1/activities"), (response.Id, Assert.Single(service.Requests).Url));
    }

    [Fact]
    public async Task UploadAttachment_Bytes_AreBase64()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """{"id":"f"}""");
        using var client = Connect(service);

        await client.Conversations.UploadAttachmentAsync("c", new AttachmentData("text/plain", "a.txt", Encoding.UTF8.GetBytes("abc")));

        Assert.Equal("YWJj", JObject.Parse(Assert.Single(service.Requests).Body!).Value<string>("originalBase64"));
    }

    [Fact]
    public async Task GetAttachment_Bytes_AreAStream()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.OK, "bytes"));

        using var reader = new StreamReader(await client.Attachments.GetAttachmentAsync("f", "original"));

        Assert.Equal("bytes", await reader.ReadToEndAsync());
        Assert.Equal(Base + "v3/attachments/f/views/original", ((Attachments)client.Attachments).GetAttachmentUri("f"));
    }

    [Fact]
    public async Task ConnectorClient_ServiceUrlOfOwnScheme_IsCalledThroughTheGivenClient()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """{"id":"1"}""");
        using var http = service.CreateClient();
        using var client = new ConnectorClient(new Uri("urn:botframework:local:directline"), new TokenCredentials(), http, false);

        await client.Conversations.SendToConversationAsync("c1", new Activity());

        Assert.Equal("urn:botframework:local:directline/v3/conversations/c1/activities", Assert.Single(service.Requests).Url);
    }

    [Fact]
    public async Task Dispose_ClientOfAnother_LeavesItUsable()
    {
        using var http = new RecordingHandler(HttpStatusCode.OK, "[]").CreateClient();

        new ConnectorClient(new Uri(Base), new TokenCredentials(), http, disposeHttpClient: false).Dispose();
        Assert.Equal("[]", await http.GetStringAsync(new Uri(Base)));

        new ConnectorClient(new TokenCredentials(), http, disposeHttpClient: true).Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => http.GetStringAsync(new Uri(Base)));
    }

    [Fact]
    public async Task ConnectorClient_WithHandlers_CallsTheFirstFirst()
    {
        var order = new List<string>();
        using var client = new ConnectorClient(new Uri(Base), new TokenCredentials(), new Naming("outer", order), new Naming("inner", order) { Answers = true });

        await client.Conversations.GetConversationMembersAsync("c");

        Assert.Equal(["outer", "inner"], order);
    }

    [Fact]
    public void ConnectorClient_WithoutAddressOrCredentials_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new ConnectorClient(null, new TokenCredentials()));
        Assert.Throws<ArgumentNullException>(() => new ConnectorClient(new Uri(Base), (ServiceClientCredentials)null!));
        Assert.Throws<ArgumentNullException>("client", () => new Conversations(null));
        Assert.Throws<ArgumentNullException>("client", () => new Attachments(null));
    }

    [Fact]
    public void AddDefaultRequestHeaders_Twice_SaysItOnce()
    {
        using var http = new HttpClient();

        ConnectorClient.AddDefaultRequestHeaders(http);
        var once = http.DefaultRequestHeaders.UserAgent.ToString();
        ConnectorClient.AddDefaultRequestHeaders(http);

        Assert.Equal(once, http.DefaultRequestHeaders.UserAgent.ToString());
        Assert.Equal("*/*", http.DefaultRequestHeaders.Accept.ToString());
        var framework = ConnectorClient.GetASPNetVersion().Replace(",", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).Replace("=", string.Empty, StringComparison.Ordinal);
        Assert.Contains(framework, once.Replace("/", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, Func<ConnectorClient, Task>> Invocations = new()
    {
        ["conversations"] = client => client.Conversations.GetConversationsAsync("a/b"),
        ["create"] = client => client.Conversations.CreateConversationAsync(new ConversationParameters()),
        ["history"] = client => client.Conversations.SendConversationHistoryAsync("c/1", new Transcript([])),
        ["reply"] = client => client.Conversations.ReplyToActivityAsync(new Activity { ReplyToId = "a|1", Conversation = new ConversationAccount(id: "c/1") }),
        ["update"] = client => client.Conversations.UpdateActivityAsync(new Activity { Id = "a|1", Conversation = new ConversationAccount(id: "c/1") }),
        ["delete"] = client => client.Conversations.DeleteActivityAsync("c/1", "a|1"),
        ["list members"] = client => client.Conversations.GetConversationMembersAsync("c/1"),
        ["member"] = client => ((Conversations)client.Conversations).GetConversationMemberAsync("29:u", "c/1"),
        ["paged"] = client => client.Conversations.GetConversationPagedMembersAsync("c/1"),
        ["paged more"] = client => client.Conversations.GetConversationPagedMembersAsync("c/1", 50, "t="),
        ["delete member"] = client => client.Conversations.DeleteConversationMemberAsync("c/1", "29:u"),
        ["list activity members"] = client => client.Conversations.GetActivityMembersAsync("c/1", "a|1"),
        ["upload"] = client => client.Conversations.UploadAttachmentAsync("c/1", new AttachmentData()),
        ["attachment info"] = client => client.Attachments.GetAttachmentInfoAsync("f 1"),
        ["attachment"] = client => client.Attachments.GetAttachmentAsync("f 1", "original"),
    };

    private static ConnectorClient Connect(RecordingHandler service) => new(new Uri("https://smba.example/emea"), new TokenCredentials(), service.CreateClient(), disposeHttpClient: true);

    private sealed class Naming(string name, List<string> order) : DelegatingHandler
    {
        public bool Answers { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            order.Add(name);
            return Answers ? Task.FromResult(new HttpResponseMessage { Content = new StringContent("[]") }) : base.SendAsync(request, cancellationToken);
        }
    }
}
