namespace SupportBot.Channels.DirectLine;

/// <summary>The files of one message.</summary>
/// <param name="Customer">Whose they count as: the customer whom the conversation is bound to, else its user.</param>
/// <param name="Address">Where they came from, as <see cref="SupportBot.Hosting.ClientAddress.Of"/> has it.</param>
internal sealed record Upload(IReadOnlyList<UploadedFile> Files, string Customer, string Address)
{
    public static readonly Upload None = new([], "", "");
}
