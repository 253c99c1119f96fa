namespace SupportBot.Load.Chats;

/// <summary>What a load did.</summary>
/// <param name="Milliseconds">From the post of a message to its reply, ascending; of clients that are told at once.</param>
/// <param name="Seconds">From the first post to the last reply.</param>
internal sealed record ChatFigures(
    int Turns, int Lost, int Doubled, int OutOfOrder, int Refused, IReadOnlyList<double> Milliseconds, double Seconds, double ProcessorSeconds)
{
    public double TurnsPerSecond => Turns / Seconds;

    public double ProcessorMillisecondsPerTurn => ProcessorSeconds * 1000 / Math.Max(1, Turns);

    public double Percentile(int share) => Milliseconds.Count == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Count - 1, Milliseconds.Count * share / 100)];
}
