namespace SupportBot.Language.Runtime;

/// <summary>How many tokens of prompts a step may hold so that it ends soon: between steps newcomers join, those who generate go on and
/// those who gave up are let go. A large model on a CPU reads twenty tokens in a second, a small one thousands.</summary>
/// <param name="most">What a batch of the context holds.</param>
/// <param name="aim">How long a step should take at most.</param>
internal sealed class StepSize(int most, TimeSpan aim)
{
    public const int First = 64;
    public const int Least = 16;

    public int Tokens { get; private set; } = Math.Min(First, most);

    /// <summary>Learns from a step; short ones are mostly the reading of weights and tell nothing.</summary>
    public void Took(TimeSpan time, int tokens)
    {
        if (tokens < Least)
            return;
        var fitting = time > TimeSpan.Zero ? tokens * (aim / time) : most;
        Tokens = (int)Math.Clamp(fitting, Least, Math.Max(most, Least));
    }
}
