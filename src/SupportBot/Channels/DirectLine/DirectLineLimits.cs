using System.Net;

namespace SupportBot.Channels.DirectLine;

/// <summary>What one conversation or one remote address may ask of us. Callers may be concurrent.</summary>
internal sealed partial class DirectLineLimits(IOptions<DirectLineOptions> options, TimeProvider time, ILogger<DirectLineLimits> logger)
{
    private const int BytesPerActivity = 64 * 1024;

    /// <summary>Tabs that one customer may keep busy.</summary>
    private const int BusyConversations = 3;

    /// <summary>What a message takes of the disk at least, with what is answered to it.</summary>
    private const int MinKibibytesCounted = 4;

    private const int Kibibyte = 1024;

    /// <summary>Answers in memory that clients haven't read yet.</summary>
    private const int MaxKibibytesGoingOut = 512 * 1024;

    private const int MaxKibibytesGoingOutOfAnAddress = 64 * 1024;

    /// <summary>What is always sent, however much is on its way: nearly all answers are smaller.</summary>
    private const int MaxBytesUncounted = 64 * 1024;

    /// <summary>Each may hold some 20 MiB of memory while it comes in.</summary>
    private const int MaxUploadsAtOnce = 24;

    private const int MaxUploadsAtOnceOfAnAddress = 8;

    private readonly RateLimit _activities = new(options.Value.ActivitiesPerMinute, time);
    private readonly RateLimit _customerActivities = new(BusyConversations * options.Value.ActivitiesPerMinute, time);
    private readonly RateLimit _customerKibibytes = new(options.Value.MessageMebibytesPerCustomer * Kibibyte, TimeSpan.FromHours(1), time);
    private readonly RateLimit _addressKibibytes = new(options.Value.MessageMebibytesPerAddress * Kibibyte, TimeSpan.FromHours(1), time);
    private readonly RateLimit _conversations = new(options.Value.ConversationsPerHour, TimeSpan.FromHours(1), time);
    private readonly RateLimit _uploads = new(options.Value.UploadsPerMinute, time);
    private readonly RateLimit _calls = new(options.Value.CallsPerMinute, time);
    private readonly RateLimit _badTokens = new(options.Value.BadTokensPerMinute, time);
    private readonly RateLimit _sessions = new(options.Value.SessionsPerMinute, time);
    private readonly Places _streams = new(int.MaxValue, options.Value.StreamsPerAddress);
    private readonly Places _uploadPlaces = new(MaxUploadsAtOnce, MaxUploadsAtOnceOfAnAddress);
    private readonly Places _goingOut = new(MaxKibibytesGoingOut, MaxKibibytesGoingOutOfAnAddress);
    private readonly RateLimit _warnings = new(1, time);

    /// <summary>Counts a call with a good token.</summary>
    /// <returns><c>null</c>, or how long the caller should wait; so do all of these.</returns>
    public TimeSpan? Call(string conversationId) => _calls.Take(conversationId);

    /// <param name="customer">Whose it counts as, as in <see cref="DirectLine.Upload.Customer"/>.</param>
    public TimeSpan? Activity(HttpContext context, string conversationId, string customer, long bytes)
    {
        var count = (int)(1 + (bytes / BytesPerActivity));
        return _activities.Take(conversationId, count) ?? _customerActivities.Take(customer, count) ?? Text(context, customer, bytes);
    }

    /// <summary>Counts what is kept of an activity, not of its files.</summary>
    public TimeSpan? Text(HttpContext context, string customer, long bytes)
    {
        var kibibytes = (int)Math.Max(MinKibibytesCounted, 1 + (bytes / Kibibyte));
        return _customerKibibytes.Take(customer, kibibytes) ?? Told(context, _addressKibibytes.Take(ClientAddress.Of(context), kibibytes));
    }

    /// <summary>Counts a new conversation.</summary>
    public TimeSpan? Conversation(string customer) => _conversations.Take(customer);

    /// <returns>Room for an answer, to be disposed when the client has read it, or <c>null</c> when there is none.</returns>
    public IDisposable? BeginAnswer(string address, long bytes) =>
        _goingOut.Take(address, bytes <= MaxBytesUncounted ? 0 : (int)(bytes / Kibibyte));

    public TimeSpan? Upload(string conversationId) => _uploads.Take(conversationId);

    /// <summary>Counts a stream that opens.</summary>
    /// <returns>A place to be disposed with the stream, or <c>null</c> when as many are open from there as may.</returns>
    public IDisposable? Stream(HttpContext context)
    {
        var place = _streams.Take(ClientAddress.Of(context));
        if (place is null)
            Told(context, TimeSpan.Zero);
        return place;
    }

    /// <returns>A place to be disposed when the upload is through, or <c>null</c> when all are taken.</returns>
    public IDisposable? BeginUpload(HttpContext context) => _uploadPlaces.Take(ClientAddress.Of(context));

    public TimeSpan? BadToken(HttpContext context) => Told(context, _badTokens.Take(ClientAddress.Of(context)));

    public TimeSpan? Session(HttpContext context) => Told(context, _sessions.Take(ClientAddress.Of(context)));

    private TimeSpan? Told(HttpContext context, TimeSpan? wait)
    {
        if (wait is not null && _warnings.Take("") is null)
            LogTooMany(context.Request.Path, context.Connection.RemoteIpAddress, context.Request.Headers.ContainsKey("X-Forwarded-For"));
        return wait;
    }

    [LoggerMessage(LogLevel.Warning, "{Path} is asked for too often from {Address}, and refused for a while. Forwarded by a proxy that Proxies:Known doesn't name: {IsForwarded} (then all customers behind it count as one)")]
    private partial void LogTooMany(string path, IPAddress? address, bool isForwarded);
}
