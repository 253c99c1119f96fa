using Microsoft.Extensions.AI;

namespace SupportBot.Language.Composing;

/// <summary>Asks a model for one text, checks it as it comes, and stops at the first sentence that must not be said.</summary>
internal sealed partial class Composer(TimeSpan limit, TimeProvider time, ILogger log)
{
    /// <param name="soFar">Told each checked beginning of the text.</param>
    /// <exception cref="OperationCanceledException">Cancelled by <paramref name="ct"/>; lateness is none.</exception>
    public async Task<Composition> ComposeAsync(LoadedModel model, FactNames facts, Action<string> soFar, CancellationToken ct)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = ComposeForm.MaxTokens }
            .WithGrammar(ComposeForm.Grammar(facts)).WithTimeLimit(limit);
        var text = new CheckedText(new ClaimCheck(facts), soFar);
        var start = time.GetTimestamp();
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            // A client that doesn't heed its token is left behind: the customer waits no longer for it.
            await ReadAsync(model.Client, ComposePrompt.Write(model.Profile, facts), options, text, either.Token).WaitAsync(either.Token);
            // Stops a model that would write on.
            await either.CancelAsync();
            if (text.Result is null || !text.IsComplete)
                Unusable(facts.Status, text.Sentences, time.GetElapsedTime(start).TotalMilliseconds);
            return new Composition(text.Result, text.IsComplete, IsTransient: false);
        }
        // Whatever fails in a model or on the way to it, the customer gets an answer by the templates.
        catch (Exception error)
        {
            text.Close();
            ct.ThrowIfCancellationRequested();
            var elapsed = time.GetElapsedTime(start);
            Failed(error.GetType().Name, text.Sentences, elapsed.TotalMilliseconds);
            // What fails before the first word and at once was never begun: no slot, no connection.
            return new Composition(text.Result, text.IsComplete, IsTransient: !text.HasBegun && elapsed < limit / 2);
        }
    }

    private static async Task ReadAsync(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions options, CheckedText text, CancellationToken ct)
    {
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, ct).WithCancellation(ct))
        {
            if (!text.Add(update.Text))
                return;
        }
        text.End();
    }

    [LoggerMessage(LogLevel.Warning, "The model worded no reply ({Error}, {Sentences} sentences, {Milliseconds:F0} ms); the templates answer")]
    private partial void Failed(string error, int sentences, double milliseconds);

    [LoggerMessage(LogLevel.Information, "The model's wording of a reply about a {Status} order can't be used as it is ({Sentences} sentences kept, {Milliseconds:F0} ms)")]
    private partial void Unusable(Core.Orders.OrderStatus status, int sentences, double milliseconds);
}
