using Microsoft.Extensions.AI;

namespace SupportBot.Language.Runtime;

/// <summary>What our own client reads from <see cref="ChatOptions"/> beyond the standard.</summary>
internal static class ChatOptionsExtensions
{
    private const string GrammarKey = "supportbot.grammar";
    private const string TimeLimitKey = "supportbot.time_limit";

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

    public static Grammar? GrammarOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(GrammarKey, out var grammar) == true ? grammar as Grammar : null;

    public static TimeSpan? TimeLimitOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(TimeLimitKey, out var limit) == true ? limit as TimeSpan? : null;
}
