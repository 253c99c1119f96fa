using Microsoft.Extensions.AI;
using SupportBot.Core.Storage;
using SupportBot.Language.Composing;
using SupportBot.Language.Understanding;

namespace SupportBot.Language;

/// <summary>Understands by the encoder, and by a large model where that is unsure; words replies by the model that is loaded.</summary>
internal sealed partial class ModelLanguage(
    ICurrentEncoder encoders, ICurrentModel models, IOptions<LlmOptions> options, TimeProvider time, ILogger<ModelLanguage> log) : ILanguage
{
    /// <summary>Messages that are read and replies that are worded by the model at the same time; more go by rules and templates at
    /// once. Fewer than the turns that run side by side, so that who needs no model waits for nobody who does.</summary>
    public const int MaxAtOnce = 32;

    private readonly LlmOptions _options = options.Value;
    private readonly Composer _composer = new(options.Value.ComposeTimeout, time, log);
    private readonly ComposedTexts _texts = new(time);
    private int _atOnce;

    /// <summary>Less sure of the intent, the encoder leaves the message to a large model. Tests set another.</summary>
    public double SureEnough { get; init; } = MessageReader.SureEnough;

    public async Task<Core.Conversation.Understanding> UnderstandAsync(Heard heard, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var understood = MessageReader.Read(heard, await encoders.Loaded.WaitAsync(ct), SureEnough);
        if (!understood.IsUnsure || models.Current is not { Profile: not PromptProfile.BuiltIn } model || !TryEnter())
            return understood;
        try
        {
            return await AskAsync(model, heard, ct) is { } read
                ? read with { LlmCalls = 1, Marked = understood.Marked, Words = understood.Words, Query = understood.Query } : understood with { LlmCalls = 1 };
        }
        finally
        {
            Leave();
        }
    }

    public async Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (facts.Asked.FirstOrDefault(name => !Fact.All.Contains(name)) is { } unknown)
            throw new ArgumentException($"«{unknown}» is no fact.", nameof(facts));
        // The model and its check know English; a status that isn't recorded is said by the templates alone.
        if (facts.Language != "en" || facts.Status == OrderStatus.NotRecorded || models.Current is not { } model || !TryEnter())
            return null;
        try
        {
            return await ComposeAsync(model, facts, soFar, ct);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<ComposedText?> ComposeAsync(LoadedModel model, FactNames facts, IProgress<string>? soFar, CancellationToken ct)
    {
        if (_options.ComposeCache)
        {
            var key = $"{model.Name}\n{facts.Language}\n{ComposePrompt.Data(facts)}";
            return await _texts.GetAsync(key, (tell, stopped) => _composer.ComposeAsync(model, facts, tell, stopped), soFar, ct);
        }
        var made = await _composer.ComposeAsync(model, facts, text => soFar?.Report(text), ct);
        return made.Text is null ? null : new ComposedText(made.Text, ReplySource.Model, 1);
    }

    private bool TryEnter()
    {
        if (Interlocked.Increment(ref _atOnce) <= MaxAtOnce)
            return true;
        Leave();
        return false;
    }

    private void Leave() => Interlocked.Decrement(ref _atOnce);

    private async Task<Core.Conversation.Understanding?> AskAsync(LoadedModel model, Heard heard, CancellationToken ct)
    {
        var limit = _options.UnderstandTimeout;
        var isRemote = model.Profile == PromptProfile.Remote;
        var found = Grounding.Find(heard.Text, heard.Orders);
        var asked = new ChatOptions { Temperature = 0, MaxOutputTokens = LargeModelForm.MaxTokens, ResponseFormat = isRemote ? LargeModelForm.Schema : null }
            .WithGrammar(LargeModelForm.Grammar).WithTimeLimit(limit);
        var start = time.GetTimestamp();
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            // A client that doesn't heed its token is left behind: the customer waits no longer for it.
            var answer = await model.Client.GetResponseAsync(LargeModelPrompt.Write(model.Profile, heard, found), asked, either.Token).WaitAsync(either.Token);
            if ((isRemote ? LargeModelForm.ReadJson(answer.Text) : LargeModelForm.ReadLine(answer.Text)) is { } read)
                return LargeModelReader.Read(heard, found, read);
            Unreadable(answer.Text.Length, time.GetElapsedTime(start).TotalMilliseconds);
            return null;
        }
        // Whatever fails in a model or on the way to it, the customer gets an answer.
        catch (Exception error)
        {
            ct.ThrowIfCancellationRequested();
            Failed(error.GetType().Name, time.GetElapsedTime(start).TotalMilliseconds);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The model understood nothing ({Error}, {Milliseconds:F0} ms); the encoder's reading counts")]
    private partial void Failed(string error, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "The model's understanding has not the form asked for ({Length} characters, {Milliseconds:F0} ms); the encoder's reading counts")]
    private partial void Unreadable(int length, double milliseconds);
}
