using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBot.Language.Runtime;

namespace SupportBot.Tests.Fakes;

/// <summary>A model that says what the test wrote down, piece by piece, and remembers what it was asked.</summary>
internal sealed class ScriptedModel(Func<ScriptedRequest, IAsyncEnumerable<string>> answer) : IChatClient, ICurrentModel
{
    private readonly Lock _gate = new();
    private readonly List<ScriptedRequest> _requests = [];

    public ScriptedModel(params string[] pieces)
        : this(_ => pieces.ToAsyncEnumerable())
    {
    }

    public static ScriptedModel Failing(Exception error) => new(_ => Fail(error));

    /// <summary>Answers nothing until it is cancelled.</summary>
    public static ScriptedModel Stuck() => new(request => Wait(request.Cancelled));

    public string Name { get; set; } = "scripted";

    public PromptProfile Profile { get; set; } = PromptProfile.BuiltIn;

    public bool IsLoaded { get; set; } = true;

    public LoadedModel? Current => IsLoaded ? new LoadedModel(Name, this, Profile) : null;

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ScriptedRequest([.. messages], options, cancellationToken);
        lock (_gate)
            _requests.Add(request);
        await foreach (var piece in answer(request).WithCancellation(cancellationToken))
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static async IAsyncEnumerable<string> Fail(Exception error)
    {
        await Task.Yield();
        if (error is not null)
            throw error;
        yield break;
    }

    private static async IAsyncEnumerable<string> Wait([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        yield break;
    }
}

/// <summary>What the model was asked.</summary>
internal sealed record ScriptedRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, CancellationToken Cancelled)
{
    /// <summary>The part that isn't instructions: the last content of the last message.</summary>
    public string Data => ((TextContent)Messages[^1].Contents[^1]).Text;

    /// <summary>All that comes before the data.</summary>
    public string Instructions => string.Join('\n', Messages.SelectMany(message => message.Contents).SkipLast(1).Select(content => ((TextContent)content).Text));
}
