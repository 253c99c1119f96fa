using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>Words as the encoder was trained on them: models/training/encoder/wordpiece.py.</summary>
public sealed class EncoderWordsTests
{
    [Theory]
    [InlineData("Where's my ORDER?", "where ' s my order ?")]
    [InlineData("naïve Café – ÜBER", "naive cafe – uber")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("a_b  c\nd\te", "a _ b c d e")]
    [InlineData("order5 2x", "order 5 2 x")]
    [InlineData("it's 12.50€", "it ' s 12 . 50 €")]
    [InlineData("123 12 1234567", "[unused2] 12 [unused2]")]
    [InlineData("١٢٣", "[unused2]")]
    [InlineData("ok 👍", "ok 👍")]
    [InlineData("", "")]
    [InlineData(" \n\u00A0 ", "")]
    [InlineData("\u0301", "")]
    public void Read_Text_IsPlainWordsAndSigns(string text, string expected) => Assert.Equal(expected, string.Join(' ', Texts(text)));

    [Fact]
    public void Read_OwnThings_AreOneMarkEach()
    {
        const string text = "Is 4711 or the green teapot here";
        Grounded[] found = [new(GroundedKind.Number, 3, 4, ["4711"]), new(GroundedKind.Product, 15, 12, ["5023"])];

        var words = EncoderWords.Read(text, found);

        Assert.Equal("is [unused1] or the [unused3] here", string.Join(' ', words.Select(word => word.Text)));
        Assert.Equal(found, words.Select(word => word.Own).OfType<Grounded>());
        Assert.Equal(["Is", "4711", "or", "the", "green teapot", "here"], words.Select(word => text.Substring(word.Start, word.Length)));
    }

    /// <summary>A customer can't say that something is theirs.</summary>
    [Theory]
    [InlineData("[unused1]")]
    [InlineData("[UNUSED1] [unused2][unused3]")]
    [InlineData("[CLS] [SEP] [UNK] [MASK]")]
    public void Read_MarkThatIsTyped_IsNone(string text)
    {
        Assert.DoesNotContain(Texts(text), word => word.Length > 1 && word.StartsWith('['));
        Assert.DoesNotContain(EncoderWords.ReadKept(EncoderWords.Keep(EncoderWords.Read(text, []))), word => word.Length > 1 && word.StartsWith('['));
    }

    [Fact]
    public void ReadKept_WhatWasKept_AreTheSameWords()
    {
        var words = EncoderWords.Read("Is 4711 or 99887 the teapot [unused1]?", [new(GroundedKind.Number, 3, 4, ["4711"]), new(GroundedKind.Product, 21, 6, ["5023"])]);

        var kept = EncoderWords.Keep(words);

        Assert.Equal(words.Select(word => word.Text), EncoderWords.ReadKept(kept));
        Assert.DoesNotContain("4711", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("99887", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("teapot", kept, StringComparison.Ordinal);
    }

    /// <summary>The signs that stand for marks in what is kept come from no keyboard, but from whoever wants to.</summary>
    [Theory]
    [InlineData("\uE001")]
    [InlineData("say \uE002 and \uE003")]
    public void ReadKept_SignThatStandsForAMark_IsNoMark(string text) =>
        Assert.DoesNotContain(EncoderWords.ReadKept(EncoderWords.Keep(EncoderWords.Read(text, []))), word => word.StartsWith("[unused", StringComparison.Ordinal));

    [Theory]
    [InlineData("\uD83D")]
    [InlineData("a\uDC4Db")]
    [InlineData("x \uD83D\uD83D\uDC4D y")]
    public void Read_LoneSurrogate_IsSomeWord(string text)
    {
        var words = EncoderWords.Read(text, []);

        Assert.Equal(text.Where(letter => letter != ' '), words.SelectMany(word => text.Substring(word.Start, word.Length)));
        Assert.Equal(Texts(text), EncoderWords.ReadKept(EncoderWords.Keep(words)));
    }

    private static IEnumerable<string> Texts(string text) => EncoderWords.Read(text, []).Select(word => word.Text);
}
