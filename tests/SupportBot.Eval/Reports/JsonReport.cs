using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Reports;

/// <summary>The results for programs: <c>{"metrics": {KEY: number}, "by_origin": {ORIGIN: {KEY: number}}, "by_lang": {LANG: {KEY: number}}, "errors": [...]}</c>.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Results results) =>
        JsonSerializer.Serialize(new { results.Metrics, results.ByOrigin, results.ByLang, results.Errors }, Form);
}
