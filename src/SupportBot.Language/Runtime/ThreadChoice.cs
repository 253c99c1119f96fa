namespace SupportBot.Language.Runtime;

/// <summary>Chooses the threads for each batch of a small model by measuring. llama.cpp's threads wait for each other, spinning, after
/// each of a model's many small steps: for a few tokens one thread is as fast as two; for many tokens two are faster while the
/// processor is free, and many times slower when something else wants it. Whichever was faster lately is taken, and the other is
/// tried again after a number of batches that doubles each time it loses.</summary>
/// <param name="together">Threads for batches of many tokens while that is faster.</param>
internal sealed class ThreadChoice(int together)
{
    public const int ManyTokens = 8;
    public const int FirstTrial = 16;
    public const int LastTrial = 2048;

    // How much the latest batch counts.
    private const double Weight = 0.25;

    private double _alone;
    private double _together;
    private int _batchesToTrial = FirstTrial;
    private int _untilTrial = FirstTrial;

    public int For(int tokens)
    {
        if (tokens < ManyTokens)
            return 1;
        if (_together == 0)
            return together;
        if (_alone == 0)
            return 1;
        var isTrial = --_untilTrial <= 0;
        return IsTogetherFaster != isTrial ? together : 1;
    }

    /// <param name="threads">What <see cref="For"/> chose for the batch.</param>
    public void Took(TimeSpan time, int tokens, int threads)
    {
        if (tokens < ManyTokens)
            return;
        ref var mean = ref threads == 1 ? ref _alone : ref _together;
        var each = Math.Max(time.TotalMicroseconds / tokens, 0.001);
        var isTrial = _untilTrial <= 0;
        mean = mean == 0 || isTrial ? each : mean + (Weight * (each - mean));
        if (!isTrial)
            return;
        var hasWon = IsTogetherFaster == (threads != 1);
        _batchesToTrial = hasWon ? FirstTrial : Math.Min(LastTrial, _batchesToTrial * 2);
        _untilTrial = _batchesToTrial;
    }

    private bool IsTogetherFaster => _together <= _alone;
}
