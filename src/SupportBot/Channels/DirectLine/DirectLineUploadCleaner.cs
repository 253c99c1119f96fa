namespace SupportBot.Channels.DirectLine;

/// <summary>Removes files whose day is over, also when nobody sends any, and gives their room back to the disk.</summary>
internal sealed partial class DirectLineUploadCleaner(
    DirectLineUploads uploads, BotSpace space, TimeProvider time, ILogger<DirectLineUploadCleaner> logger) : BackgroundService
{
    public static readonly TimeSpan Pace = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        do
        {
            try
            {
                await uploads.ExpireAsync(stoppingToken);
                await space.GiveBackAsync(stoppingToken);
            }
            // A database out of reach now is tried again at the next look.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Expired uploads could not be removed; trying again")]
    private partial void LogFailed(Exception error);
}
