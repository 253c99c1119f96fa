using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Fakes;

/// <summary>The encoder that ships with the bot, without its host.</summary>
internal sealed class ShippedEncoder : ICurrentEncoder
{
    public static ShippedEncoder Instance { get; } = new();

    public Task<MessageEncoder?> Loaded => Task.FromResult<MessageEncoder?>(EncoderLanguage.Encoder);
}
