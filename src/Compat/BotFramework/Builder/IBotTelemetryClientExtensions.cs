using System.Collections.Generic;

namespace Microsoft.Bot.Builder;

/// <summary>Reports a dialog as a page view where the client takes those. Stands for <c>Microsoft.Bot.Builder.IBotTelemetryClientExtensions</c>.</summary>
public static class IBotTelemetryClientExtensions
{
    public static void TrackDialogView(this IBotTelemetryClient telemetryClient, string dialogName, IDictionary<string, string> properties = null, IDictionary<string, double> metrics = null)
    {
        if (telemetryClient is IBotPageViewTelemetryClient pages)
        {
            pages.TrackPageView(dialogName, properties, metrics);
        }
        else
        {
            telemetryClient.TrackTrace($"Dialog View: {dialogName}", Severity.Information, properties);
        }
    }
}
