using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace SupportBot.Language.Runtime;

/// <summary>The model in this process. The last content of the last message is data: it can't form control tokens. All before it is the
/// instruction part, computed once and shared by all requests that have the same. Callers may be concurrent.</summary>
internal sealed class LocalChatClient(ModelFile model, Engine engine) : IChatClient
{
    // Stands for the data while the template is written: a private-use character that no template of ours contains.
    private const string DataMark = "\uE000";
    private const int MaxPrompts = 256;
    private const int DefaultTokens = 256;

    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (int[] Prefix, int[] Suffix)> _prompts = new();

    public TokenTable Tokens => model.Tokens;

    /// <exception cref="LanguageUnavailableException">It can't answer in time, or not in the form asked for.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var generation = await engine.GenerateAsync(RequestOf(messages, options), cancellationToken);
        ThrowIfCut(generation, options);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Encoding.UTF8.GetString(generation.Text)))
        {
            FinishReason = generation.WasCut ? ChatFinishReason.Length : ChatFinishReason.Stop,
            Usage = UsageOf(generation),
        };
    }

    /// <inheritdoc cref="GetResponseAsync"/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pieces = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
        var request = RequestOf(messages, options) with { OnBytes = piece => pieces.Writer.TryWrite(piece) };
        var generating = engine.GenerateAsync(request, cancellationToken);
        _ = generating.ContinueWith(_ => pieces.Writer.TryComplete(), TaskScheduler.Default);

        // A piece may end within a character.
        var decoder = Encoding.UTF8.GetDecoder();
        await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken))
        {
            var text = new char[Encoding.UTF8.GetMaxCharCount(piece.Length)];
            var length = decoder.GetChars(piece.Span, text, flush: false);
            if (length > 0)
                yield return new ChatResponseUpdate(ChatRole.Assistant, new string(text, 0, length));
        }

        var generation = await generating;
        ThrowIfCut(generation, options);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(UsageOf(generation))])
        {
            FinishReason = generation.WasCut ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Engine and weights belong to who made them.</summary>
    public void Dispose()
    {
    }

    private static void ThrowIfCut(Generation generation, ChatOptions? options)
    {
        if (generation.WasCut && ChatOptionsExtensions.GrammarOf(options) is not null)
            throw new LanguageUnavailableException("The model's answer did not come to an end.");
    }

    private static UsageDetails UsageOf(Generation generation) => new()
    {
        InputTokenCount = generation.SharedTokens + generation.PromptTokens,
        CachedInputTokenCount = generation.SharedTokens,
        OutputTokenCount = generation.SampledTokens + generation.ForcedTokens,
    };

    private GenerationRequest RequestOf(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (all is not [.., { Contents: [.., TextContent data] } last])
            throw new ArgumentException("The last message must end with the data, as text.", nameof(messages));
        var (prefix, suffix) = PromptOf(all, last);
        var dataTokens = model.Tokens.Tokenize(data.Text, control: false);
        return new GenerationRequest(
            prefix,
            [.. dataTokens, .. suffix],
            ChatOptionsExtensions.GrammarOf(options),
            options?.MaxOutputTokens ?? DefaultTokens,
            ChatOptionsExtensions.TimeLimitOf(options) ?? DefaultLimit);
    }

    private (int[] Prefix, int[] Suffix) PromptOf(IReadOnlyList<ChatMessage> messages, ChatMessage last)
    {
        var instructions = messages.SkipLast(1).Select(message => (message.Role.Value, message.Text))
            .Append((last.Role.Value, string.Concat(last.Contents.SkipLast(1).OfType<TextContent>().Select(content => content.Text)) + DataMark)).ToList();
        var key = string.Join('\u0000', instructions.Select(message => message.Item1 + '\u0001' + message.Item2));
        if (_prompts.TryGetValue(key, out var known))
            return known;

        var parts = model.WriteChat(instructions).Split(DataMark);
        if (parts is not [var before, var after])
            throw new ArgumentException("The instructions hold the mark of the data.", nameof(messages));
        var tokens = model.Tokens.Tokenize(before, control: true);
        // A template may write the beginning itself.
        int[] prefix = model.Beginning is { } beginning && (tokens.Length == 0 || tokens[0] != beginning) ? [beginning, .. tokens] : tokens;
        var prompt = (prefix, model.Tokens.Tokenize(after, control: true));
        if (_prompts.Count < MaxPrompts)
            _prompts.TryAdd(key, prompt);
        return prompt;
    }
}
