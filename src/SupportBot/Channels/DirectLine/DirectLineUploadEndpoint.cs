using System.Net.Mime;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.DirectLine;

/// <summary>Files from users: either one raw file, or a form with the activity and its files.</summary>
internal static class DirectLineUploadEndpoint
{
    public const string DownloadName = "directline-attachment";

    /// <summary>Where files are, before their id.</summary>
    public const string DownloadPath = DirectLineEndpoints.Base + "/attachments/";

    private const string ActivityType = "application/vnd.microsoft.activity";

    /// <summary>Room for the form's own bytes and the activity, beside the files.</summary>
    private const int MaxRequestBytes = DirectLineUploads.MaxBytes + DirectLineBody.MaxBytes + (64 * 1024);

    /// <summary>Who trickles must not hold a place for ever.</summary>
    private static readonly TimeSpan MaxReading = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    public static async Task<IResult> UploadAsync(
        HttpRequest request,
        string conversationId,
        string? userId,
        DirectLineTokens tokens,
        DirectLineConversations conversations,
        DirectLineReceiver receiver,
        DirectLineLimits limits,
        [FromServices] IConversationBindings bindings,
        LinkGenerator links,
        TimeProvider time,
        CancellationToken ct)
    {
        var (caller, conversation, refusal) = await DirectLineEndpoints.OpenAsync(request, conversationId, tokens, conversations, ct);
        if (conversation is null)
            return refusal!;
        if (limits.Upload(conversationId) is { } wait)
            return DirectLineError.TooMany(request.HttpContext, wait);
        if (request.ContentLength > MaxRequestBytes)
            return TooLarge();
        // Files are in memory while they come in.
        using var place = limits.BeginUpload(request.HttpContext);
        if (place is null)
            return DirectLineError.TooMany(request.HttpContext, BusyPause);

        var (body, files) = await ReadAsync(request, time, ct);
        if (body.Value is not { } activity)
            return body.Refusal!;
        if (files.Count == 0)
            return DirectLineError.BadArgument("There is no file in the upload.");
        if (files.Sum(file => (long)file.Content.Length) > DirectLineUploads.MaxBytes)
            return TooLarge();

        var customer = await DirectLineEndpoints.CustomerAsync(caller!, conversation, bindings, ct);
        if (limits.Text(request.HttpContext, customer, body.Bytes) is { } pause)
            return DirectLineError.TooMany(request.HttpContext, pause);

        activity["type"] ??= "message";
        if (activity["from"] is not JObject && userId is not null)
            activity["from"] = new JObject { ["id"] = userId };
        activity["attachments"] = Attachments(activity, files, id => links.GetUriByName(request.HttpContext, DownloadName, new { id }));
        var upload = new Upload(files, customer, ClientAddress.Of(request.HttpContext));
        return await receiver.ReceiveAsync(conversation, caller!.UserId, activity, upload, ct);
    }

    /// <summary>Serves a file so that a browser shows an image in a page but never runs or opens anything of it.</summary>
    public static async Task<IResult> DownloadAsync(string id, HttpContext context, DirectLineUploads uploads, DirectLineLimits limits, CancellationToken ct)
    {
        // A file is in memory until it is read.
        var place = limits.BeginAnswer(ClientAddress.Of(context), await uploads.SizeAsync(id, ct));
        if (place is null)
            return DirectLineError.TooMany(context, BusyPause);
        context.Response.RegisterForDispose(place);
        if (await uploads.FindAsync(id, ct) is not { } file)
            return DirectLineError.NotFound("There is no such file, or no longer.");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.File(file.Content, IsShown(file.ContentType) ? file.ContentType : MediaTypeNames.Application.Octet, file.Name);
    }

    /// <summary>What a browser may show or play. Everything else is bytes to it, lest it takes them for a script or a page of
    /// this origin; so is SVG, which can hold scripts.</summary>
    private static bool IsShown(string contentType) =>
        contentType is MediaTypeNames.Application.Pdf
        || (contentType.Split('/')[0] is "image" or "audio" or "video" && !contentType.StartsWith(MediaTypeNames.Image.Svg, StringComparison.Ordinal));

    /// <summary>The activity describes its files in the same order (with a thumbnail each); only the addresses are missing.</summary>
    private static JArray Attachments(JObject activity, IReadOnlyList<UploadedFile> files, Func<string, string?> addressOf)
    {
        var described = (activity["attachments"] as JArray)?.OfType<JObject>().ToArray() ?? [];
        var attachments = new JArray();
        foreach (var (i, file) in files.Index())
        {
            var attachment = i < described.Length ? (JObject)described[i].DeepClone() : [];
            attachment["contentType"] = file.ContentType;
            attachment["name"] ??= file.Name;
            attachment["contentUrl"] = addressOf(file.Id);
            attachments.Add(attachment);
        }

        return attachments;
    }

    private static async Task<(DirectLineBody Body, IReadOnlyList<UploadedFile> Files)> ReadAsync(HttpRequest request, TimeProvider time, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequestBytes;
        using var patience = new CancellationTokenSource(MaxReading, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return request.HasFormContentType ? await ReadFormAsync(request, both.Token) : await ReadRawAsync(request, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (new(null, DirectLineError.Of(StatusCodes.Status408RequestTimeout, "Timeout", "The files came too slowly.")), []);
        }
    }

    private static async Task<(DirectLineBody Body, IReadOnlyList<UploadedFile> Files)> ReadFormAsync(HttpRequest request, CancellationToken ct)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = MaxRequestBytes, BufferBodyLengthLimit = MaxRequestBytes, ValueCountLimit = 64 }, ct);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return (new(null, DirectLineError.BadArgument("The form could not be read.")), []);
        }

        var body = new DirectLineBody([], null);
        var files = new List<UploadedFile>();
        foreach (var part in form.Files)
        {
            if (part.Length > DirectLineUploads.MaxBytes)
                return (new(null, TooLarge()), []);
            using var content = new MemoryStream((int)part.Length);
            await part.CopyToAsync(content, ct);
            if (part.ContentType.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase))
                body = content.Length > DirectLineBody.MaxBytes
                    ? new(null, DirectLineError.TooLarge("The activity must not be larger than 1 MiB."))
                    : DirectLineBody.Parse(content.ToArray());
            else
                files.Add(new(DirectLineUploads.NewId(), TypeOf(part.ContentType), NameOf(part.FileName), content.ToArray()));
        }

        return (body, files);
    }

    private static async Task<(DirectLineBody Body, IReadOnlyList<UploadedFile> Files)> ReadRawAsync(HttpRequest request, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (content.Length + read > DirectLineUploads.MaxBytes)
                return (new(null, TooLarge()), []);
            content.Write(buffer, 0, read);
        }

        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString()
            : "";
        return (new([], null), content.Length == 0 ? [] : [new(DirectLineUploads.NewId(), TypeOf(request.ContentType), NameOf(name), content.ToArray())]);
    }

    private static string TypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.HasValue
            ? type.MediaType.Value.ToLowerInvariant()
            : MediaTypeNames.Application.Octet;

    /// <summary>The last part of a path, without control characters, of a length that every system takes.</summary>
    private static string NameOf(string? fileName)
    {
        var name = new StringBuilder();
        foreach (var rune in (fileName ?? "").Split('/', '\\')[^1].EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && name.Length < 120)
                name.Append(rune);
        }

        return name.Length == 0 ? "file" : name.ToString();
    }

    private static IResult TooLarge() => DirectLineError.TooLarge("The files must not be larger than 10 MiB together.");
}
