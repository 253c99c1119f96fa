using BenchmarkDotNet.Attributes;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Benchmarks;

/// <summary>The small things of a turn: matching a grammar, and the rules.</summary>
[MemoryDiagnoser]
public class SmallThings
{
    private readonly byte[] _answer = Encoding.UTF8.GetBytes("""{"intent":"ORDER_INFO","reference":{"kind":"product","value":"blue shoes"},"about":["status","delivery"]}""");

    [Benchmark]
    public bool MatchGrammar() => UnderstandForm.Json.Grammar.Start.After(_answer).CanEnd;

    private readonly string _message = "Hi there, when will the blue shoes that I bought in May arrive?";

    [Benchmark]
    public object UnderstandByRules() => RuleReading.Of(_message, DateTimeOffset.UnixEpoch).Understanding;
}
