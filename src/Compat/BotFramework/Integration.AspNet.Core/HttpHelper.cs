using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Reads activities from requests and writes invoke responses. Stands for <c>Microsoft.Bot.Builder.Integration.AspNet.Core.HttpHelper</c>.</summary>
public static class HttpHelper
{
    public static readonly JsonSerializerSettings BotMessageSerializerSettings = MessageSerializerSettings.Create();

    public static readonly JsonSerializer BotMessageSerializer = JsonSerializer.Create(BotMessageSerializerSettings);

    public static async Task<T> ReadRequestAsync<T>(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        body.Position = 0;
        try
        {
            using var reader = new JsonTextReader(new StreamReader(body, Encoding.UTF8));
            return BotMessageSerializer.Deserialize<T>(reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static async Task WriteResponseAsync(HttpResponse response, InvokeResponse invokeResponse)
    {
        ArgumentNullException.ThrowIfNull(response);

        response.StatusCode = invokeResponse?.Status ?? (int)HttpStatusCode.OK;
        if (invokeResponse?.Body == null)
            return;

        response.ContentType = "application/json";

        // ASP.NET Core allows no synchronous writes to the response, and Newtonsoft.Json knows no others.
        using var body = new MemoryStream();
        using (var writer = new JsonTextWriter(new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)))
            BotMessageSerializer.Serialize(writer, invokeResponse.Body);
        body.Position = 0;
        await body.CopyToAsync(response.Body);
    }
}
