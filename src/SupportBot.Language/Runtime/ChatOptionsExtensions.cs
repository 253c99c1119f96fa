using Microsoft.Extensions.AI;

namespace SupportBot.Language.Runtime;

/// <summary>What our own client reads from <see cref="ChatOptions"/> beyond the standard.</summary>
internal static class ChatOptionsExtensions
{
    private const string GrammarKey = "supportbot.grammar";
    private const string TimeLimitKey = "supportbot.time_limit";
    private const string ChoicesKey = "supportbot.choices";
    private const string ScoresKey = "supportbot.scores";

    /// <summary>The grammar that the answer must follow; remote clients don't know it and take <see cref="ChatOptions.ResponseFormat"/>.</summary>
    public static ChatOptions WithGrammar(this ChatOptions options, Grammar grammar)
    {
        (options.AdditionalProperties ??= [])[GrammarKey] = grammar;
        return options;
    }

    /// <summary>From now on, how long the answer may take, waiting included.</summary>
    public static ChatOptions WithTimeLimit(this ChatOptions options, TimeSpan limit)
    {
        (options.AdditionalProperties ??= [])[TimeLimitKey] = limit;
        return options;
    }

    /// <summary>The words that the answer's first choice is between; the response then says how the model weighs them (<see cref="ScoresOf"/>).</summary>
    public static ChatOptions WithChoices(this ChatOptions options, IReadOnlyList<string> words)
    {
        (options.AdditionalProperties ??= [])[ChoicesKey] = words;
        return options;
    }

    public static IReadOnlyList<string> ChoicesOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(ChoicesKey, out var words) == true && words is IReadOnlyList<string> all ? all : [];

    public static ChatResponse WithScores(this ChatResponse response, float[] scores)
    {
        (response.AdditionalProperties ??= [])[ScoresKey] = scores;
        return response;
    }

    /// <returns>A logit for each word, or <c>null</c> from models that don't tell or have no token for one of the words.</returns>
    public static float[]? ScoresOf(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(ScoresKey, out var scores) == true && scores is float[] { Length: > 0 } all ? all : null;

    public static Grammar? GrammarOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(GrammarKey, out var grammar) == true ? grammar as Grammar : null;

    public static TimeSpan? TimeLimitOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(TimeLimitKey, out var limit) == true ? limit as TimeSpan? : null;
}
