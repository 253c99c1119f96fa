using System.Collections.Generic;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>Reads and writes what Teams adds to activities. Stands for <c>Microsoft.Bot.Builder.Teams.TeamsActivityExtensions</c>.</summary>
public static class TeamsActivityExtensions
{
    public static string TeamsGetChannelId(this IActivity activity) => Data(activity)?.Channel?.Id;

    public static string TeamsGetSelectedChannelId(this IActivity activity) => Data(activity)?.Settings?.SelectedChannel?.Id;

    public static TeamsMeetingInfo TeamsGetMeetingInfo(this IActivity activity) => Data(activity)?.Meeting;

    public static TeamInfo TeamsGetTeamInfo(this IActivity activity) => Data(activity)?.Team;

    public static IList<OnBehalfOf> TeamsGetTeamOnBehalfOf(this IActivity activity) => Data(activity)?.OnBehalfOf;

    public static void TeamsNotifyUser(this IActivity activity) => activity.TeamsNotifyUser(false);

    public static void TeamsNotifyUser(this IActivity activity, bool alertInMeeting, string externalResourceUrl = null)
    {
        if (activity.ChannelData is not TeamsChannelData data)
        {
            activity.ChannelData = data = new TeamsChannelData();
        }

        data.Notification = new NotificationInfo
        {
            Alert = !alertInMeeting,
            AlertInMeeting = alertInMeeting,
            ExternalResourceUrl = externalResourceUrl,
        };
    }

    private static TeamsChannelData Data(IActivity activity) => activity.GetChannelData<TeamsChannelData>();
}
