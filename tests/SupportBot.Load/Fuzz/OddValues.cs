namespace SupportBot.Load.Fuzz;

/// <summary>Values that readers fall over, by kind; each is raw JSON, or nearly.</summary>
internal static class OddValues
{
    public const string Metadata = "metadata";
    public const string Locale = "locale";

    private static readonly Dictionary<string, Func<Random, string>[]> Kinds = new()
    {
        [Metadata] = Constants(
            """{"$id":"1","$ref":"1"}""", """{"$ref":"1"}""", """[{"$ref":"1"},{"$ref":"1"}]""", """{"a":{"$ref":"1"}}""", """{"$id":"2","a":{"$ref":"2"}}""",
            """{"$type":{"a":1}}""", """{"$type":"System.Object"}""", """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"/etc/passwd"}""",
            """{"$type":null}""", """{"$type":[]}""", """{"$values":[1,2]}""", """{"$id":"3","$values":[{"$ref":"3"}]}""", """{"$values":{"$values":[]}}""",
            """{"__type":"System.Object","a":1}""", """{"__type":5}""", """{"$id":{}}""", """{"$id":null,"$ref":null}""", """{"$id":"1"}""", """[{"$id":"1","x":1},{"$ref":"1"}]""",
            """{"$type":"Newtonsoft.Json.Linq.JObject, Newtonsoft.Json","a":{"$ref":"1"}}"""),
        ["date"] = Constants(
            "\"/Date(253402300800000)/\"", "\"\\/Date(253402300800000)\\/\"", "\"/Date(-62135596800001)/\"", "\"/Date(1)/\"", "\"/Date(1+9999)/\"", "\"/Date(99999999999999999999)/\"", "\"/Date(NaN)/\"", "\"/Date()/\"",
            "\"0000-00-00T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"10000-01-01T00:00:00Z\"",
            "\"2026-02-30T00:00:00Z\"", "\"2026-01-01T00:00:00+99:99\"", "\"2026-01-01T24:00:00Z\"", "\"2026-01-01T23:59:60Z\"", "\"2026-01-01\"", "\"2026-01-01T00:00:00\"", "\"2026-01-01T00:00:00.123456789012345Z\"", "\"-0001-01-01T00:00:00Z\"",
            "new Date(253402300800000)", "253402300800000", "-62135596800001"),
        ["number"] = Constants(
            "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e-400", "1e308", "5e4000000000", "123456789012345678901234567890", "-123456789012345678901234567890", "9223372036854775808", "18446744073709551616",
            "2147483648", "79228162514264337593543950336", "-0", "0.00000000000000000000000000000000000000000000000000001", "0x10", "1.", ".5", "01", "+1", "1e", "--1", "1_000"),
        ["type"] = Constants(
            "true", "false", "null", "0", "5", "-1", "1.5", "\"\"", "\" \"", "\"x\"", "\"true\"", "\"5\"", "[]", "{}", "[[]]", "[[[]]]", "[null]", "[null,null]", "[1,\"a\",{},[],null,true]", "{\"a\":{\"b\":null}}", "{\"\":1}", "[\"a\"]", "[{}]",
            "undefined", "'x'", "/* */ 1"),
        ["text"] =
        [
            .. Constants(
                "\"\\u0000\"", "\"a\\u0000b\"", "\"\0\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"where is my order \\ud83d\"", "\"\\ufeff\\ufffe\\uffff\"", "\"\\u202e\\u202d\\u2066\\u200f\"", "\"\\u001b[2J\"", "\"\\u0085\\u2028\\u2029\"", "\"\t\"",
                "\"<script>alert(1)</script>\"", "\"'; DROP TABLE inbox; --\"", "\"{0}{order}%s%n${x}\"", "\"\\ud83d\\udc69\\u200d\\ud83d\\udc69\\u200d\\ud83d\\udc66\"", "\"\\u0130\\u0131\\u1e9e\\ufb03\"", "\"\\x\"", "\"\\u12\""),
            random => Repeat("\\u0000", random, 5000),
            random => Repeat("\\u200f", random, 5000),
            random => Repeat("a\\u0301", random, 20_000),
            random => "\"a" + string.Concat(Enumerable.Repeat("\\u0301\\u0316", Size(random, 60_000))) + "\"",
            random => "\"" + string.Concat(Enumerable.Range(0, Size(random, 2000)).Select(_ => string.Create(CultureInfo.InvariantCulture, $"\\u{random.Next(0x10000):x4}"))) + "\"",
        ],
        ["long text"] =
        [
            .. new[] { "(", "a", "1", "#", " ", "\\n", "<", "[a](", "*", "A-1001 ", "http://a/", ")", "where is my order ", "\\ufdfa", "1,", "not ", "\\\"", "&amp;", "2026-01-01 " }
                .Select(piece => (Func<Random, string>)(random => Repeat(piece, random, 100_000 / piece.Length))),
            random => "\"http://a/" + new string(')', Size(random, 100_000)) + "\"",
            random => "\"" + new string('a', 30_000) + "!" + new string(' ', Size(random, 30_000)) + "!\"",
        ],
        ["address"] = Constants(
            "\"data:text/html,x\"", "\"data:image/png;base64,AAAA\"", "\"file:///etc/passwd\"", "\"javascript:alert(1)\"", "\"http://[::1\"", "\"//\"", "\"http://\"", "\"http://127.0.0.1:1/\"", "\"http://127.0.0.1:99999/\"", "\"urn:x\"", "\"http://u:p@127.0.0.1:1/?a#b\""),
        [Locale] =
        [
            .. Constants(
                "\"x-klingon\"", "\"und-x-a\"", "\"root\"", "\"i-default\"", "\"en-US-u-ca-buddhist\"", "\"de-DE-x-private\"", "\"zz\"", "\"ar-SA\"", "\"th-TH\"", "\"fa-IR\"", "\"en_US\"", "\"C\"", "\"POSIX\"", "\"de-AT-1901\"", "\"zh-Hant-TW\"", "\"iv\"", "\"\\u0000\"", "\"en\\u0000\"", "\"\\ud800\"",
                "\"EN-us\"", "\"../../etc\"", "\"tr-TR\"", "\"*\"", "\"en-US,de\""),
            random => "\"" + Letters(random, 2) + "-" + Letters(random, 2).ToUpperInvariant() + "\"",
            random => "\"" + Letters(random, random.Next(1, 400)) + "\"",
            random => "\"qaa-x-" + Letters(random, 8) + "\"",
        ],
        ["wide"] =
        [
            random => "[" + string.Join(',', Enumerable.Range(0, Size(random, 30_000))) + "]",
            random => "[" + string.Join(',', Enumerable.Repeat("{}", Size(random, 30_000))) + "]",
            random => "[" + string.Join(',', Enumerable.Repeat("null", Size(random, 30_000))) + "]",
            random => "{" + string.Join(',', Enumerable.Range(0, Size(random, 10_000)).Select(i => $"\"k{i}\":{i}")) + "}",
            random => "[" + string.Join(',', Enumerable.Repeat("{\"type\":\"imBack\",\"title\":\"a\",\"value\":\"a\"}", Size(random, 5000))) + "]",
            random => "[" + string.Join(',', Enumerable.Repeat("{\"contentType\":\"application/vnd.microsoft.card.hero\",\"content\":{\"title\":\"a\",\"text\":\"b\"}}", Size(random, 3000))) + "]",
        ],
        ["deep"] =
        [
            .. new[] { 30, 58, 60, 61, 62, 63, 64, 65, 70, 500, 20_000 }.SelectMany(depth => new Func<Random, string>[]
            {
                _ => new string('[', depth) + new string(']', depth),
                _ => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth),
                _ => string.Concat(Enumerable.Repeat("{\"content\":{\"attachments\":[", depth / 3)) + string.Concat(Enumerable.Repeat("]}}", depth / 3)),
            }),
            _ => new string('[', 300_000),
        ],
        ["huge"] =
        [
            random => "\"" + new string('x', 1024 * 1024 - random.Next(2000)) + "\"",
            random => "\"" + new string('x', 1024 * 1024 + random.Next(2000)) + "\"",
            random => "\"" + new string('x', random.Next(100_000, 900_000)) + "\"",
            random => "\"" + string.Concat(Enumerable.Repeat("\\u00e9", random.Next(20_000, 150_000))) + "\"",
        ],
    };

    private static readonly string[] Common = [Metadata, "date", "number", "type", "type", "type", "text", "text", "address", Locale, "deep"];

    private static readonly string[] Large = ["long text", "wide", "huge", "deep"];

    /// <summary>A value of any kind; the large ones are rarer.</summary>
    public static (string Kind, LooseJson Value) Any(Random random)
    {
        var kind = random.Next(20) == 0 ? Large[random.Next(Large.Length)] : Common[random.Next(Common.Length)];
        return (kind, Of(kind, random));
    }

    public static LooseJson Of(string kind, Random random) => LooseJson.Of(Kinds[kind][random.Next(Kinds[kind].Length)](random));

    public static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private static Func<Random, string>[] Constants(params string[] values) => [.. values.Select(value => (Func<Random, string>)(_ => value))];

    /// <summary>Mostly small, sometimes the most.</summary>
    private static int Size(Random random, int most) => random.Next(4) == 0 ? most : random.Next(1, Math.Max(2, most / 50));

    private static string Repeat(string piece, Random random, int most) => "\"" + string.Concat(Enumerable.Repeat(piece, Size(random, most))) + "\"";
}
