namespace SupportBot.Language.Models;

/// <summary>How it stands with the model.</summary>
/// <param name="Name">As the setting names it.</param>
/// <param name="Backend">What it really runs on; <c>null</c> unless ready and in this process.</param>
/// <param name="Detail">Why it failed and how to mend that, or a warning; <c>null</c> for nothing.</param>
public sealed record ModelStatus(ModelState State, string Name, string? Backend = null, string? Detail = null)
{
    /// <summary>Who words replies now, in a few words.</summary>
    public string InWords => State switch
    {
        ModelState.Ready => Backend is null ? $"model {Name}" : $"model {Name} on {Backend}",
        ModelState.Loading => $"written sentences (model {Name} is loading)",
        ModelState.Failed => $"written sentences (model {Name} failed)",
        _ => "written sentences",
    };
}

public enum ModelState
{
    None,

    Loading,
    Ready,

    /// <summary>Written sentences answer in its place.</summary>
    Failed,
}
