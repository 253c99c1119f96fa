using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace SupportBot.DirectLine;

/// <summary>What one conversation or one remote address may ask of us. Callers may be concurrent.</summary>
internal sealed partial class DirectLineLimits(IOptions<DirectLineOptions> options, TimeProvider time, ILogger<DirectLineLimits> logger)
{
    private const int BytesPerActivity = 64 * 1024;
    private const int Ipv6SiteBytes = 8;

    /// <summary>Each may hold some 20 MiB of memory while it comes in.</summary>
    private const int MaxUploadsAtOnce = 24;

    private const int MaxUploadsAtOnceOfAnAddress = 8;

    private readonly RateLimit _activities = new(options.Value.ActivitiesPerMinute, time);
    private readonly RateLimit _uploads = new(options.Value.UploadsPerMinute, time);
    private readonly RateLimit _calls = new(options.Value.CallsPerMinute, time);
    private readonly RateLimit _badTokens = new(options.Value.BadTokensPerMinute, time);
    private readonly RateLimit _sessions = new(options.Value.SessionsPerMinute, time);
    private readonly Places _streams = new(int.MaxValue, options.Value.StreamsPerAddress);
    private readonly Places _uploadPlaces = new(MaxUploadsAtOnce, MaxUploadsAtOnceOfAnAddress);
    private readonly RateLimit _warnings = new(1, time);

    /// <summary>Who asks, as far as the network tells. IPv6 gives everybody a site of addresses, so a site counts as one.</summary>
    public static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6SiteBytes))
            : address.ToString();
    }

    /// <summary>Counts a call with a good token.</summary>
    /// <returns><c>null</c>, or how long the caller should wait; so do all of these.</returns>
    public TimeSpan? Call(string conversationId) => _calls.Take(conversationId);

    public TimeSpan? Activity(string conversationId, long bytes) => _activities.Take(conversationId, (int)(1 + (bytes / BytesPerActivity)));

    public TimeSpan? Upload(string conversationId) => _uploads.Take(conversationId);

    /// <summary>Counts a stream that opens.</summary>
    /// <returns>A place to be disposed with the stream, or <c>null</c> when as many are open from there as may.</returns>
    public IDisposable? Stream(HttpContext context)
    {
        var place = _streams.Take(AddressOf(context));
        if (place is null)
            Told(context, TimeSpan.Zero);
        return place;
    }

    /// <returns>A place to be disposed when the upload is through, or <c>null</c> when all are taken.</returns>
    public IDisposable? BeginUpload(HttpContext context) => _uploadPlaces.Take(AddressOf(context));

    public TimeSpan? BadToken(HttpContext context) => Told(context, _badTokens.Take(AddressOf(context)));

    public TimeSpan? Session(HttpContext context) => Told(context, _sessions.Take(AddressOf(context)));

    private TimeSpan? Told(HttpContext context, TimeSpan? wait)
    {
        if (wait is not null && _warnings.Take("") is null)
            LogTooMany(context.Request.Path, context.Connection.RemoteIpAddress, context.Request.Headers.ContainsKey("X-Forwarded-For"));
        return wait;
    }

    [LoggerMessage(LogLevel.Warning, "{Path} is asked for too often from {Address}, and refused for a while. Forwarded by a proxy that Proxies:Known doesn't name: {IsForwarded} (then all customers behind it count as one)")]
    private partial void LogTooMany(string path, IPAddress? address, bool isForwarded);
}
