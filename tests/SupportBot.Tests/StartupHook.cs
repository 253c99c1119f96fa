using System.Diagnostics;

/// <summary>
/// Loaded into a child process by DOTNET_STARTUP_HOOKS (the runtime fixes this name and the empty namespace): kills the
/// process, as kill -9 does, when the step of a turn that SUPPORTBOT_TEST_KILL_AT names begins or ends.
/// </summary>
#pragma warning disable CA1050, CA1812 // See above.
internal sealed class StartupHook
#pragma warning restore CA1050, CA1812
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("SUPPORTBOT_TEST_KILL_AT") is not { Length: > 0 } point)
            return;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SupportBot",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = step => KillAt(point, step.OperationName + ":begin"),
            ActivityStopped = step => KillAt(point, step.OperationName + ":end"),
        });
    }

    private static void KillAt(string point, string here)
    {
        if (point != here)
            return;
        Process.GetCurrentProcess().Kill();
        // The signal takes a moment; nothing may happen in it.
        Thread.Sleep(Timeout.Infinite);
    }
}
