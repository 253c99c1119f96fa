using LLama.Native;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Runtime;

public sealed class GrammarTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Theory]
    [InlineData("root ::= \"ab\"", "ab", true)]
    [InlineData("root ::= \"ab\"", "a", false)]
    [InlineData("root ::= \"ab\"", "abc", false)]
    [InlineData("root ::= \"a\" | \"b\" \"c\"", "bc", true)]
    [InlineData("root ::= [a-c]{2,3}", "ab", true)]
    [InlineData("root ::= [a-c]{2,3}", "abca", false)]
    [InlineData("root ::= [a-c]{2}", "abc", false)]
    [InlineData("root ::= [a-c]{2,}", "abcabc", true)]
    [InlineData("root ::= \"x\"? [0-9]+ (\",\" [0-9])*", "12,3,4", true)]
    [InlineData("root ::= \"x\"? [0-9]+ (\",\" [0-9])*", "x", false)]
    [InlineData("root ::= [^a\\n]", "é", true)]
    [InlineData("root ::= [^a\\n]", "a", false)]
    [InlineData("root ::= \"é\\\"\\u20ac\"", "é\"€", true)]
    [InlineData("root ::= part part # twice\npart ::= [a-z] \"-\"", "a-b-", true)]
    public void Matches_Text_FollowsTheGrammar(string grammar, string text, bool matches) => Assert.Equal(matches, Grammar.Parse(grammar).Matches(text));

    [Theory]
    [InlineData("start ::= \"a\"", "root")]
    [InlineData("root ::= \"a\" root", "itself")]
    [InlineData("root ::= x\nx ::= \"a\" | \"(\" x \")\"", "itself")]
    [InlineData("root ::= nowhere", "nowhere")]
    [InlineData("root ::= \"a", "quotes")]
    [InlineData("root ::= [a", "brackets")]
    [InlineData("root ::= (\"a\"", ")")]
    [InlineData("root ::= \"a\"{2,1}", "bound")]
    [InlineData("root ::= \"a\"\nroot ::= \"b\"", "twice")]
    [InlineData("root ::= \"\\q\"", "escape")]
    [InlineData("root ::= ([a-z]{1000}){1000}", "too large")]
    public void Parse_WhatItCantTake_SaysWhat(string grammar, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => Grammar.Parse(grammar)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("root ::= \"abc\" [xy] \"d\"", "", "abc")]
    [InlineData("root ::= \"abc\" [xy] \"d\"", "abcx", "d")]
    [InlineData("root ::= \"ORDER_INFO\" | \"ORDER_HELP\"", "", "")]
    [InlineData("root ::= \"ORDER_INFO\" | \"ORDER_HELP\"", "ORDER", "")]
    [InlineData("root ::= \"ORDER_INFO\" | \"ORDER_HELP\"", "ORDER_H", "ELP")]
    [InlineData("root ::= \"a\"?", "", "")]
    public void Force_AfterText_IsWhatHasNoChoice(string grammar, string text, string forced)
    {
        var bytes = new List<byte>();

        Grammar.Parse(grammar).Start.After(Encoding.UTF8.GetBytes(text)).Force(bytes);

        Assert.Equal(forced, Encoding.UTF8.GetString([.. bytes]));
    }

    /// <summary>Our automaton beside llama.cpp's own: the same texts of the same grammar, token by token.</summary>
    [Fact]
    public void After_RandomTexts_AgreesWithLlamaCpp()
    {
        var random = new Random(5);
        var tokens = model.File.Tokens;
        using var weights = LLama.LLamaWeights.LoadFromFile(new LLama.Common.ModelParams(model.FilePath) { GpuLayerCount = 0 });
        for (var round = 0; round < 40; round++)
        {
            using var chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
            chain.AddGrammar(weights.Vocab, LargeModelForm.Grammar.Text, "root");
            var state = LargeModelForm.Grammar.Start;
            for (var step = 0; step < 30 && !state.IsFinished; step++)
            {
                var candidates = LLamaTokenDataArray.Create(new float[tokens.Count]);
                using (LLamaTokenDataArrayNative.Create(candidates, out var native))
                    chain.Apply(ref native);
                var admitted = new List<int>();
                foreach (var candidate in candidates.Data.Span)
                {
                    var token = (int)candidate.ID;
                    var ours = tokens.IsEnd(token) ? state.CanEnd : tokens.BytesOf(token) is { Length: > 0 } bytes && state.After(bytes) != GrammarState.Dead;
                    var isPartOfACharacter = tokens.BytesOf(token) is [>= 0x80];
                    Assert.True(isPartOfACharacter || ours == !float.IsNegativeInfinity(candidate.Logit), $"«{Encoding.UTF8.GetString(tokens.BytesOf(token))}» at step {step}");
                    if (ours && !tokens.IsEnd(token) && !isPartOfACharacter)
                        admitted.Add(token);
                }

                var chosen = admitted[random.Next(admitted.Count)];
                state = state.After(tokens.BytesOf(chosen));
                chain.Accept(chosen);
            }
        }
    }
}
