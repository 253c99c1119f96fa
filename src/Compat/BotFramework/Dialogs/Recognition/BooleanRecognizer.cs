using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>Reads yes or no out of an utterance, in the languages that prompts know.</summary>
internal static class BooleanRecognizer
{
    private const string YesEmoji = "👍 👌";
    private const string NoEmoji = "👎 ✋ 🖐";

    // Without spaces between words there is no boundary to look for.
    private static readonly HashSet<string> Unspaced = ["ja", "ko", "zh"];

    private static readonly Dictionary<string, Regex> Answers = new Dictionary<string, Regex>
    {
        [NumberWords.English] = Pattern(NumberWords.English, "true|yes|yep|yup|yeah|y|sure|ok|okay|agree", "false|no|nope|nop|n|not ok|not okay|disagree"),
        ["bg"] = Pattern("bg", "да|добре|разбира се", "не|грешно"),
        ["de"] = Pattern("de", "ja|jawohl|jo|klar|sicher|wahr|ok|okay|einverstanden", "nein|ne|nee|nö|falsch|nicht ok|nicht einverstanden"),
        ["es"] = Pattern("es", "sí|si|s|verdad|verdadero|claro|vale|ok|de acuerdo", "no|n|falso|nop|no estoy de acuerdo"),
        ["fr"] = Pattern("fr", "oui|ouais|vrai|ok|okay|d'accord|bien sûr", "non|nan|faux|pas d'accord"),
        ["hi"] = Pattern("hi", "हां|हाँ|जी|सही|ठीक", "नहीं|ना|गलत"),
        ["it"] = Pattern("it", "sì|si|vero|certo|ok|okay|d'accordo", "no|falso|non sono d'accordo"),
        ["ja"] = Pattern("ja", "はい|うん|ええ|そうです|いいです|オーケー", "いいえ|いや|違います|だめ|ちがいます"),
        ["ko"] = Pattern("ko", "예|네|응|그래|좋아", "아니|아니요|아니오|싫어"),
        ["nl"] = Pattern("nl", "ja|jawel|waar|zeker|ok|oké|akkoord", "nee|neen|onwaar|niet ok|niet akkoord"),
        ["pt"] = Pattern("pt", "sim|s|verdade|verdadeiro|claro|ok|de acordo", "não|nao|n|falso|discordo"),
        ["sv"] = Pattern("sv", "ja|jo|sant|visst|ok|okej", "nej|nä|falskt|inte ok"),
        ["tr"] = Pattern("tr", "evet|doğru|tamam|olur", "hayır|yanlış|olmaz"),
        ["zh"] = Pattern("zh", "是的|是|对|好的|好|可以|行", "不|不是|不对|不行|否|没有|错"),
    };

    internal static bool? Recognize(string utterance, string culture)
    {
        if (!Answers.TryGetValue(NumberWords.LanguageOf(culture), out var answer))
        {
            answer = Answers[NumberWords.English];
        }

        var match = answer.Match(utterance);
        return match.Success ? match.Groups["yes"].Success : null;
    }

    private static Regex Pattern(string language, string yes, string no)
    {
        // «not sure» is neither.
        var (before, after) = Unspaced.Contains(language) ? (string.Empty, string.Empty) : (@"(?<![\p{L}\p{M}\p{N}]|not\s)", @"(?![\p{L}\p{M}\p{N}])");
        return new Regex(
            $"(?<no>{before}(?:{Alternatives(no)}){after}|{NoEmoji.Replace(' ', '|')})|(?<yes>{before}(?:{Alternatives(yes)}){after}|{YesEmoji.Replace(' ', '|')})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    // The longest first: «不是» is no «是».
    private static string Alternatives(string phrases) =>
        string.Join('|', phrases.Split('|').OrderByDescending(phrase => phrase.Length).Select(phrase => Regex.Escape(phrase).Replace(@"\ ", @"\s+", System.StringComparison.Ordinal)));
}
