namespace SupportBot.AgentConsole.Api;

/// <summary>Does what time brings to handoffs: opens the desk in the morning, ends what took too long.</summary>
internal sealed partial class HandoffClock(
    SqlHandoffDesk desk, IOptions<HandoffOptions> options, TimeProvider time, ILogger<HandoffClock> logger) : BackgroundService
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        do
        {
            try
            {
                await desk.LetTimePassAsync(options.Value, stoppingToken);
            }
            // A database out of reach now is tried again at the next look.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The handoffs could not be looked after; trying again")]
    private partial void LogFailed(Exception error);
}
