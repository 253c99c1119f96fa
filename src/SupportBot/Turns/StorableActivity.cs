using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace SupportBot.Turns;

/// <summary>An activity that was written and read again before the transaction that stores it, in which neither is done.</summary>
internal sealed class StorableActivity
{
    private StorableActivity(Activity activity, string json) => (Activity, Json) = (activity, json);

    public Activity Activity { get; }

    public string Json { get; }

    /// <exception cref="JsonException">It can't be stored so that it can be read again.</exception>
    public static StorableActivity Of(Activity activity)
    {
        var json = ActivityJson.Write(activity);
        ActivityJson.Read(json);
        ActivityJson.RequireFitForSdk(json);
        return new(activity, json);
    }

    /// <summary>The activity with an id and a timestamp that only the transaction knows; it had neither.</summary>
    /// <param name="timestamp">In UTC.</param>
    public StorableActivity At(string id, DateTimeOffset timestamp)
    {
        (Activity.Id, Activity.Timestamp) = (id, timestamp);
        return new(Activity, JsonPlace.Into(Json, id, JsonPlace.Timestamp(timestamp)));
    }
}
