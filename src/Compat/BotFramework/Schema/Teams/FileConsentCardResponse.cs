using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What the user said to a file consent card. Stands for <c>Microsoft.Bot.Schema.Teams.FileConsentCardResponse</c>.</summary>
public class FileConsentCardResponse
{
    public FileConsentCardResponse()
    {
    }

    public FileConsentCardResponse(string action = default, object context = default, FileUploadInfo uploadInfo = default)
    {
        Action = action;
        Context = context;
        UploadInfo = uploadInfo;
    }

    [JsonProperty(PropertyName = "action")]
    public string Action { get; set; }

    [JsonProperty(PropertyName = "context")]
    public object Context { get; set; }

    [JsonProperty(PropertyName = "uploadInfo")]
    public FileUploadInfo UploadInfo { get; set; }
}
