using System.Collections.Generic;

namespace Microsoft.Bot.Builder;

/// <summary>Receives which dialogs were seen. Stands for <c>Microsoft.Bot.Builder.IBotPageViewTelemetryClient</c>.</summary>
public interface IBotPageViewTelemetryClient
{
    void TrackPageView(string dialogName, IDictionary<string, string> properties = null, IDictionary<string, double> metrics = null);
}
