using System.Net;
using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Reports;

/// <summary>The results as one page that needs nothing else: no script, no picture, no font from outside.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6b7d; --line: #dfe5ec; --paper: #fff; --ground: #f4f6f9; --bar: #3b82c4; --good: #1d7f4e; --bad: #b3362b; --heat: 59 130 196; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --soft: #9aa8ba; --line: #2d3846; --paper: #18202b; --ground: #10161e; --bar: #5aa2e0; --good: #54c08a; --bad: #f08a7e; --heat: 90 162 224; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.75rem; margin: 0; letter-spacing: -0.02em; }
        h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
        .about { color: var(--soft); margin: .25rem 0 1.5rem; }
        .card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: .75rem; }
        .tile { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
        .tile b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
        .tile span { color: var(--soft); font-size: .82rem; overflow-wrap: anywhere; }
        .tile.good { border-left: 4px solid var(--good); } .tile.bad { border-left: 4px solid var(--bad); }
        .bad b, .miss { color: var(--bad); } .kept { color: var(--good); }
        table { border-collapse: collapse; width: 100%; }
        th, td { padding: .45rem .8rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: .8rem; background: var(--paper); position: sticky; top: 0; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } td.n { white-space: nowrap; }
        td.text { overflow-wrap: anywhere; white-space: pre-line; min-width: 12rem; } td.soft { color: var(--soft); }
        .bar { display: block; height: .4rem; min-width: 6rem; border-radius: .2rem; background: var(--line); margin-top: .5rem; } .bar i { display: block; height: 100%; border-radius: inherit; background: var(--bar); }
        .confusion { width: auto; } .confusion td { text-align: right; min-width: 8rem; font-variant-numeric: tabular-nums; }
        details { margin-top: 1rem; } summary { cursor: pointer; font-weight: 600; font-size: 1.05rem; padding: .4rem 0; }
        code { font: .88em ui-monospace, monospace; }
        """;

    public static string Write(Results results, ReportHead head)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Evaluation</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>Evaluation</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{Text(head.Subject)} · orders of {Text(head.Orders)} · {head.At:yyyy-MM-dd HH:mm} UTC</p>\n");
        if (head.Thresholds.Count > 0)
            Tiles(page, results, head);
        Figures(page, results);
        Groups(page, results);
        Confusions(page, results);
        Examples(page, results);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Tiles(StringBuilder page, Results results, ReportHead head)
    {
        page.Append("<div class=\"tiles\">\n");
        foreach (var (threshold, miss) in head.Thresholds)
        {
            var value = results.Metrics.TryGetValue(threshold.Key, out var measured) ? ReportTables.Number(measured) : "–";
            page.Append(CultureInfo.InvariantCulture,
                $"<div class=\"tile {(miss is null ? "good" : "bad")}\"><b>{value}</b><span><code>{Text(threshold.Key)}</code><br />{(miss is null ? "kept" : "missed")}: {(threshold.IsLeast ? "at least" : "at most")} {ReportTables.Number(threshold.Bound)}</span></div>\n");
        }

        page.Append("</div>\n");
    }

    private static void Figures(StringBuilder page, Results results)
    {
        page.Append("<h2>Figures</h2>\n<div class=\"card\"><table>\n<thead><tr><th>Figure</th><th class=\"n\">Value</th><th></th></tr></thead>\n");
        foreach (var (key, value) in results.Metrics)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Text(key)}</code></td><td class=\"n\">{ReportTables.Number(value)}</td><td>{Bar(value)}</td></tr>\n");
        page.Append("</table></div>\n");
    }

    private static void Groups(StringBuilder page, Results results)
    {
        foreach (var (title, heading, groups) in ReportTables.Groupings(results))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n");
            foreach (var (keys, rows) in ReportTables.Tables(groups))
                Table(page, heading, keys, rows);
        }
    }

    private static void Table(StringBuilder page, string heading, IReadOnlyList<string> keys, IReadOnlyList<(string Group, IReadOnlyDictionary<string, double> Figures)> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"card\" style=\"margin-bottom:1rem\"><table>\n<thead><tr><th>{heading}</th>").Append(string.Concat(keys.Select(key => $"<th class=\"n\">{Text(key.Replace('_', ' '))}</th>"))).Append("</tr></thead>\n");
        foreach (var (group, figures) in rows)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(group)}</td>{string.Concat(keys.Select(key => $"<td class=\"n\">{ReportTables.Number(figures[key])}</td>"))}</tr>\n");
        page.Append("</table></div>\n");
    }

    private static void Confusions(StringBuilder page, Results results)
    {
        foreach (var (title, table) in results.Confusions)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}: expected and got</h2>\n<div class=\"card\" style=\"width:fit-content;max-width:100%\"><table class=\"confusion\">\n<thead><tr><th>Expected</th>")
                .Append(string.Concat(table.Labels.Select(label => $"<th class=\"n\">got {label}</th>"))).Append("</tr></thead>\n");
            foreach (var expected in table.Labels)
            {
                var all = Math.Max(1, table.Labels.Sum(got => table.Count(expected, got)));
                page.Append(CultureInfo.InvariantCulture, $"<tr><th>{expected}</th>");
                foreach (var got in table.Labels)
                    page.Append(CultureInfo.InvariantCulture, $"<td style=\"background:rgb(var(--heat) / {0.75 * table.Count(expected, got) / all:0.00})\">{table.Count(expected, got)}</td>");
                page.Append("</tr>\n");
            }

            page.Append("</table></div>\n");
        }
    }

    private static void Examples(StringBuilder page, Results results)
    {
        if (results.Errors.Count > 0)
            page.Append("<h2>What went wrong</h2>\n");
        foreach (var (set, shown, left) in ReportTables.Examples(results))
        {
            page.Append(CultureInfo.InvariantCulture, $"<details open=\"\"><summary>{Text(set)}: {shown.Count + left}</summary>\n<div class=\"card\"><table>\n")
                .Append("<thead><tr><th class=\"n\">Line</th><th>Origin</th><th>Message</th><th>Expected</th><th>Got</th><th>Reply</th></tr></thead>\n");
            foreach (var wrong in shown)
            {
                page.Append(CultureInfo.InvariantCulture,
                    $"<tr><td class=\"n\">{wrong.Line}</td><td>{Text(wrong.Origin ?? "")}</td><td class=\"text\">{Text(wrong.Text)}</td><td>{Text(wrong.Expected)}</td><td class=\"miss\">{Text(wrong.Got)}</td><td class=\"text soft\">{Text(wrong.Reply)}</td></tr>\n");
            }

            page.Append("</table></div>\n");
            if (left > 0)
                page.Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{left} more are in the JSON file.</p>\n");
            page.Append("</details>\n");
        }
    }

    /// <summary>For shares; a whole number may be a count, which is part of nothing.</summary>
    private static string Bar(double value) =>
        value is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"<span class=\"bar\"><i style=\"width:{value * 100:0.#}%\"></i></span>") : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
