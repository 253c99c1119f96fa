namespace Microsoft.Bot.Schema.Teams;

/// <summary>The parts of the meeting's window. Stands for <c>Microsoft.Bot.Schema.Teams.SurfaceType</c>.</summary>
public enum SurfaceType
{
    Unknown,
    MeetingStage,
    MeetingTabIcon,
}
