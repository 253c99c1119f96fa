using SupportBot.Core.Conversation;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Fakes;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>Understands by the encoder that ships with the bot, at once and without a host; words nothing, so the templates answer.</summary>
internal sealed class EncoderLanguage : ILanguage
{
    private static readonly Lazy<MessageEncoder> Shipped =
        new(() => new MessageEncoder(EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "Models", "encoder.onnx"))));

    public static MessageEncoder Encoder => Shipped.Value;

    public Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(MessageReader.Read(heard, Encoder));
    }

    public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) =>
        Task.FromResult<ComposedText?>(null);
}
