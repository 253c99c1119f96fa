namespace SupportBot.Load.Fuzz;

/// <summary>Something that must not happen, with the first request that made it happen.</summary>
/// <param name="Symptom">What happened; two finds with the same one are one.</param>
/// <param name="Request">Shrunk where it happens to the request alone; <c>null</c> where none could be told.</param>
/// <param name="Detail">An answer, a stack.</param>
internal sealed record Find(string Symptom, FuzzCase? Request, string Detail)
{
    /// <summary>How often it was seen.</summary>
    public int Count { get; set; } = 1;
}
