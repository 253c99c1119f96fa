using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SupportBot.Hosting;

/// <summary>Cuts off who sends a body or reads an answer so slowly that it stays in memory for long. Kestrel's own 240 bytes a
/// second would let a mebibyte lie for over an hour.</summary>
internal static class SlowClients
{
    /// <summary>On average, in bytes a second. The slowest phones have more.</summary>
    public const double MinBytesPerSecond = 4096;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static void CutOffSlowClients(this IServiceCollection services) => services.Configure<KestrelServerOptions>(server =>
    {
        server.Limits.MinRequestBodyDataRate = new MinDataRate(MinBytesPerSecond, Grace);
        server.Limits.MinResponseDataRate = new MinDataRate(MinBytesPerSecond, Grace);
    });
}
