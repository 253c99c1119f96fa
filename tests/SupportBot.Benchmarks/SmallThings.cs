using BenchmarkDotNet.Attributes;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Benchmarks;

/// <summary>The small things of a turn: matching a grammar, and reading a date.</summary>
[MemoryDiagnoser]
public class SmallThings
{
    private readonly byte[] _answer = Encoding.UTF8.GetBytes("ask ORDER_INFO; status, delivery; product=blue shoes");

    [Benchmark]
    public bool MatchGrammar() => LargeModelForm.Grammar.Start.After(_answer).CanEnd;

    private readonly string _message = "Hi there, when will the blue shoes that I bought in May arrive?";

    [Benchmark]
    public object FindDates() => DateReader.Read(_message, DateOnly.MinValue.AddYears(2025))!;
}
