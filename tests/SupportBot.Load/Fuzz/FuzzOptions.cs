namespace SupportBot.Load.Fuzz;

/// <summary>How to fuzz.</summary>
/// <param name="Program">The path of SupportBot.dll.</param>
/// <param name="Settings">Of the program, as on its command line.</param>
internal sealed record FuzzOptions(string Program, int Seed, int Count, IReadOnlyList<string> Settings)
{
    /// <summary>The number of the first request; with a count of one, that request alone.</summary>
    public int First { get; init; }

    /// <summary>Ends after this time, whatever is left.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(2);

    public bool StopsAtFirst { get; init; }

    /// <summary>Whether finds are made small before they are told; each takes some starts of the program.</summary>
    public bool Shrinks { get; init; } = true;

    /// <summary>Conversations that send at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>Requests to each conversation, before it is probed.</summary>
    public int Batch { get; init; } = 40;

    /// <summary>The most that the program may have resident at any moment.</summary>
    public double MaxMegabytes { get; init; } = 1024;

    /// <summary>How long a plain message may take to be answered. Far more than it needs: machines are shared.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);
}
