using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The failure of a call further in. Stands for <c>Microsoft.Bot.Schema.InnerHttpError</c>.</summary>
public class InnerHttpError
{
    public InnerHttpError()
    {
    }

    public InnerHttpError(int? statusCode = default, object body = default)
    {
        StatusCode = statusCode;
        Body = body;
    }

    [JsonProperty(PropertyName = "statusCode")]
    public int? StatusCode { get; set; }

    [JsonProperty(PropertyName = "body")]
    public object Body { get; set; }
}
