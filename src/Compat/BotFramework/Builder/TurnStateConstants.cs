using System;

namespace Microsoft.Bot.Builder;

/// <summary>Keys of a turn's state that sign-in uses. Stands for <c>Microsoft.Bot.Builder.TurnStateConstants</c>.</summary>
public static class TurnStateConstants
{
    public const string OAuthLoginTimeoutKey = "loginTimeout";

    public const string TokenPollingSettingsKey = "tokenPollingSettings";

    public static readonly TimeSpan OAuthLoginTimeoutValue = TimeSpan.FromMinutes(15);
}
