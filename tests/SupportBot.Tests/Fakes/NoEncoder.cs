using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Fakes;

/// <summary>The encoder can't be used: all that no form decides is unsure.</summary>
internal sealed class NoEncoder : ICurrentEncoder
{
    public static NoEncoder Instance { get; } = new();

    public Task<MessageEncoder?> Loaded { get; } = Task.FromResult<MessageEncoder?>(null);
}
