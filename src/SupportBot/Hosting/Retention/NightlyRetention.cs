using SupportBot.Core.Retention;

namespace SupportBot.Hosting.Retention;

/// <summary>Cleans up once a day, at the hour that is set.</summary>
internal sealed partial class NightlyRetention(
    RetentionCleaner cleaner, IOptions<RetentionOptions> options, TimeProvider time, ILogger<NightlyRetention> logger) : BackgroundService
{
    private DateTimeOffset _next = After(time.GetUtcNow(), options.Value.At);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (_next - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stoppingToken);
            _next = After(time.GetUtcNow(), options.Value.At);
            try
            {
                var began = time.GetTimestamp();
                var removed = await cleaner.RunAsync(options.Value, stoppingToken);
                LogDone(removed.Values.Sum(), time.GetElapsedTime(began).TotalSeconds,
                    string.Join(", ", removed.Select(table => $"{table.Key} {table.Value}")));
            }
            // A database out of reach now is tried again the next night.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    private static DateTimeOffset After(DateTimeOffset now, TimeOnly at)
    {
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime), at, TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }

    [LoggerMessage(LogLevel.Information, "Removed {Rows} rows whose time was over, in {Seconds:0.0} s: {Tables}")]
    private partial void LogDone(int rows, double seconds, string tables);

    [LoggerMessage(LogLevel.Error, "Rows whose time is over could not all be removed; the rest is tried again in a day")]
    private partial void LogFailed(Exception error);
}
