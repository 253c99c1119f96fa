using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Connector.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Connector;

public class TeamsConnectorClientTests
{
    private const string Base = "https://smba.example/emea/";

    [Theory]
    [InlineData("channels", "GET", "v3/teams/19%3At/conversations")]
    [InlineData("team", "GET", "v3/teams/19%3At")]
    [InlineData("meeting", "GET", "v1/meetings/m%3D")]
    [InlineData("participant", "GET", "v1/meetings/m%3D/participants/p?tenantId=t")]
    [InlineData("notify", "POST", "v1/meetings/m%3D/notification")]
    [InlineData("tenant", "POST", "v3/batch/conversation/tenant/")]
    [InlineData("team members", "POST", "v3/batch/conversation/team/")]
    [InlineData("channel list", "POST", "v3/batch/conversation/channels/")]
    [InlineData("state", "GET", "v3/batch/conversation/o%2A")]
    [InlineData("failed", "GET", "v3/batch/conversation/failedentries/o%2A?continuationToken=n")]
    [InlineData("cancel", "DELETE", "v3/batch/conversation/o%2A")]
    public async Task EachCall_OfTheProtocol_HasItsMethodAndAddress(string name, string method, string path)
    {
        var service = new RecordingHandler(HttpStatusCode.OK, "{}");
        using var client = Connect(service);

        await Invocations[name](client.Teams);

        var request = Assert.Single(service.Requests);
        Assert.Equal((method, Base + path), (request.Method.Method, request.Url));
    }

    [Fact]
    public async Task FetchChannelList_Answered_IsRead()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.OK, """{"conversations":[{"id":"19:general"},{"id":"19:b","name":"B"}]}"""));

        var list = await client.Teams.FetchChannelListAsync("19:t");

        Assert.Equal([null, "B"], list.Conversations.Select(channel => channel.Name));
    }

    [Fact]
    public async Task SendMessageToListOfUsers_Accepted_GivesTheOperationsId()
    {
        var service = new RecordingHandler(HttpStatusCode.Created, "operation-1");
        using var client = Connect(service);

        var operation = await client.Teams.SendMessageToListOfUsersAsync(new Activity { Text = "hi" }, [new TeamMember("29:u")], "t");

        var body = JObject.Parse(Assert.Single(service.Requests).Body!);
        Assert.Equal("operation-1", operation);
        Assert.Equal(("hi", "29:u", "t"), ((string?)body.SelectToken("Activity.text"), (string?)body.SelectToken("Members[0].id"), (string?)body["TenantId"]));
    }

    [Fact]
    public async Task SendMessageToListOfUsers_Refused_TellsTheOneError()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.Forbidden, """{"error":{"code":"Forbidden"}}"""));

        var exception = await Assert.ThrowsAsync<AggregateException>(() => client.Teams.SendMessageToListOfUsersAsync(new Activity(), [new TeamMember("29:u")], "t"));

        var refused = Assert.IsType<HttpOperationException>(Assert.Single(exception.InnerExceptions));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Response.StatusCode);
    }

    [Fact]
    public async Task FetchTeamDetails_Refused_IsAnUntypedError()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.NotFound));

        await Assert.ThrowsAsync<HttpOperationException>(() => client.Teams.FetchTeamDetailsAsync("19:t"));
    }

    [Fact]
    public async Task Call_WithoutWhatItNeeds_IsRefused()
    {
        using var client = Connect(new RecordingHandler());

        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.FetchTeamDetailsAsync(null));
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.SendMessageToListOfUsersAsync(new Activity(), [], "t"));
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.SendMessageToAllUsersInTenantAsync(new Activity(), string.Empty));
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.GetOperationStateAsync(string.Empty));
    }

    [Fact]
    public async Task RetryAction_SomeFailures_TriesUntilItWorks()
    {
        var attempts = new List<int>();

        var result = await RetryAction.RunAsync(
            () => attempts.Count < 3 ? throw new InvalidOperationException() : Task.FromResult("done"),
            (_, count) =>
            {
                attempts.Add(count);
                return new RetryParams(TimeSpan.Zero);
            });

        Assert.Equal("done", result);
        Assert.Equal([0, 1, 2], attempts);
    }

    [Fact]
    public async Task RetryAction_GivenUp_TellsAllThatWentWrong()
    {
        var exception = await Assert.ThrowsAsync<AggregateException>(() => RetryAction.RunAsync<int>(
            () => throw new InvalidOperationException(),
            (_, count) => count < 2 ? new RetryParams(TimeSpan.Zero) : RetryParams.StopRetrying));

        Assert.Equal(3, exception.InnerExceptions.Count);
    }

    private static readonly Dictionary<string, Func<ITeamsOperations, Task>> Invocations = new()
    {
        ["channels"] = teams => teams.FetchChannelListAsync("19:t"),
        ["team"] = teams => teams.FetchTeamDetailsAsync("19:t"),
        ["meeting"] = teams => teams.FetchMeetingInfoAsync("m="),
        ["participant"] = teams => teams.FetchParticipantAsync("m=", "p", "t"),
        ["notify"] = teams => teams.SendMeetingNotificationAsync("m=", new TargetedMeetingNotification()),
        ["tenant"] = teams => teams.SendMessageToAllUsersInTenantAsync(new Activity(), "t"),
        ["team members"] = teams => teams.SendMessageToAllUsersInTeamAsync(new Activity(), "19:t", "t"),
        ["channel list"] = teams => teams.SendMessageToListOfChannelsAsync(new Activity(), [new TeamMember("19:c")], "t"),
        ["state"] = teams => teams.GetOperationStateAsync("o*"),
        ["failed"] = teams => teams.GetPagedFailedEntriesAsync("o*", "n"),
        ["cancel"] = teams => teams.CancelOperationAsync("o*"),
    };

    private static TeamsConnectorClient Connect(RecordingHandler service) =>
        new(new Uri(Base), new TokenCredentials(), service.CreateClient(), disposeHttpClient: true);
}
