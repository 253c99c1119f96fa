using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A participant, as older meeting calls return them. Stands for <c>Microsoft.Bot.Schema.Teams.TeamsParticipantChannelAccount</c>.</summary>
public class TeamsParticipantChannelAccount : TeamsChannelAccount
{
    public TeamsParticipantChannelAccount()
    {
    }

    public TeamsParticipantChannelAccount(string id = default, string name = default, string givenName = default, string surname = default, string email = default, string userPrincipalName = default, string tenantId = default, string userRole = default, string meetingRole = default, bool inMeeting = false, ConversationAccount conversation = default)
        : base(id: id, name: name, givenName: givenName, surname: surname, email: email, userPrincipalName: userPrincipalName, tenantId: tenantId, userRole: userRole)
    {
        MeetingRole = meetingRole;
        InMeeting = inMeeting;
        Conversation = conversation;
    }

    [JsonProperty(PropertyName = "meetingRole")]
    public string MeetingRole { get; set; }

    [JsonProperty(PropertyName = "inMeeting")]
    public bool InMeeting { get; set; }

    [JsonProperty(PropertyName = "conversation")]
    public ConversationAccount Conversation { get; set; }
}
