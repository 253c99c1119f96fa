using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Reports;

/// <summary>The results as a page of Markdown.</summary>
internal static class MarkdownReport
{
    public static string Write(Results results, ReportHead head)
    {
        var page = new StringBuilder();
        page.Append("# Evaluation\n\n").Append(CultureInfo.InvariantCulture, $"{Cell(head.Subject)}, orders of {Cell(head.Orders)}, {head.At:yyyy-MM-dd HH:mm} UTC.\n");
        if (head.Thresholds.Count > 0)
        {
            var missed = head.Thresholds.Where(threshold => threshold.Miss is not null).ToList();
            page.Append(CultureInfo.InvariantCulture, $"\n{head.Thresholds.Count - missed.Count} of {head.Thresholds.Count} bounds kept.\n");
            if (missed.Count > 0)
                page.Append('\n').AppendJoin('\n', missed.Select(threshold => $"- **Missed:** {Cell(threshold.Miss!)}")).Append('\n');
        }

        page.Append("\n## Figures\n\n| Figure | Value |\n|---|---:|\n");
        foreach (var (key, value) in results.Metrics)
            page.Append(CultureInfo.InvariantCulture, $"| `{key}` | {ReportTables.Number(value)} |\n");

        foreach (var (title, heading, groups) in ReportTables.Groupings(results))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            foreach (var (keys, rows) in ReportTables.Tables(groups))
            {
                page.Append(CultureInfo.InvariantCulture, $"\n| {heading} |").AppendJoin("|", keys.Select(key => $" `{key}` ")).Append("|\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", keys.Count))).Append('\n');
                foreach (var (group, figures) in rows)
                    page.Append(CultureInfo.InvariantCulture, $"| {Cell(group)} |").AppendJoin("|", keys.Select(key => $" {ReportTables.Number(figures[key])} ")).Append("|\n");
            }
        }

        foreach (var (title, table) in results.Confusions)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}: expected and got\n\n| Expected |").AppendJoin("|", table.Labels.Select(label => $" got {label} ")).Append("|\n|---|")
                .Append(string.Concat(Enumerable.Repeat("---:|", table.Labels.Count))).Append('\n');
            foreach (var expected in table.Labels)
                page.Append(CultureInfo.InvariantCulture, $"| {expected} |").AppendJoin("|", table.Labels.Select(got => $" {table.Count(expected, got)} ")).Append("|\n");
        }

        foreach (var (set, shown, left) in ReportTables.Examples(results))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Wrong in {set}: {shown.Count + left}\n\n| Line | Origin | Message | Expected | Got | Reply |\n|---:|---|---|---|---|---|\n");
            foreach (var wrong in shown)
                page.Append(CultureInfo.InvariantCulture, $"| {wrong.Line} | {Cell(wrong.Origin ?? "")} | {Cell(wrong.Text)} | {Cell(wrong.Expected)} | {Cell(wrong.Got)} | {Cell(wrong.Reply)} |\n");
            if (left > 0)
                page.Append(CultureInfo.InvariantCulture, $"\n{left} more are in the JSON file.\n");
        }

        return page.ToString();
    }

    /// <summary>Any text in one cell: customers' words must not become markup.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            cell.Append(letter switch
            {
                '\n' => "<br>",
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return cell.ToString();
    }
}
