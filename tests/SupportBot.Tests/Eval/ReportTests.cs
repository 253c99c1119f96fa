using System.Text.Json;
using System.Xml.Linq;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Reports;

namespace SupportBot.Tests.Eval;

public sealed class ReportTests
{
    private static readonly ReportHead Head = new("The bot", "the sample shop", new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero),
        [(new Threshold("accuracy", true, 0.9), "accuracy is 0.75, and must be 0.9 at least."), (new Threshold("wrong_facts", false, 0), null)]);

    [Fact]
    public void Json_Results_HaveMetricsOriginsLanguagesAndErrors()
    {
        var json = JsonElement.Parse(JsonReport.Write(Sample()));

        Assert.Equal(0.75, json.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal(1, json.GetProperty("metrics").GetProperty("precision_ORDER_INFO").GetDouble());
        Assert.Equal(0.5, json.GetProperty("by_origin").GetProperty("voice").GetProperty("accuracy").GetDouble());
        Assert.Equal(1, json.GetProperty("by_lang").GetProperty("en").GetProperty("accuracy").GetDouble());
        Assert.Equal("<b>where | *is* it</b>\nnow", json.GetProperty("errors")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Markdown_Results_HaveEveryTable()
    {
        var page = MarkdownReport.Write(Sample(), Head);

        Assert.Contains("The bot, orders of the sample shop, 2026-11-02 09:30 UTC.", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2 bounds kept.", page, StringComparison.Ordinal);
        Assert.Contains("| `accuracy` | 0.75 |", page, StringComparison.Ordinal);
        Assert.Contains("| voice | 0.5 |", page, StringComparison.Ordinal);
        Assert.Contains("## By language\n\n| Language | `accuracy` |\n|---|---:|\n| en | 1 |\n", page, StringComparison.Ordinal);
        Assert.Contains("| ORDER_HELP | 1 | 0 |", page, StringComparison.Ordinal);
        Assert.Contains(@"| 7 | voice | &lt;b&gt;where \| \*is\* it&lt;/b&gt;<br>now | ORDER\_HELP |", page, StringComparison.Ordinal);
        Assert.All(page.Split('\n').Where(line => line.StartsWith('|')), line => Assert.EndsWith("|", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Html_Results_AreOneWellFormedPageWithNothingFromOutside()
    {
        var page = HtmlReport.Write(Sample(), Head);

        var body = XDocument.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]);
        Assert.Equal(["kept", "missed"], body.Descendants("span").Select(span => span.Value).SelectMany(text => new[] { "kept", "missed" }.Where(text.Contains)).Order());
        Assert.Equal(["By origin", "By language"], body.Descendants("h2").Select(heading => heading.Value).Where(heading => heading.StartsWith("By ", StringComparison.Ordinal)));
        Assert.Contains(body.Descendants("tr"), row => row.Value == "en1");
        Assert.Contains(body.Descendants("td"), cell => cell.Value == "<b>where | *is* it</b>\nnow");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
    }

    private static Results Sample()
    {
        var results = new Results();
        (string Origin, string Expected, string Got)[] rows =
            [("phone", "ORDER_INFO", "ORDER_INFO"), ("phone", "ORDER_INFO", "ORDER_INFO"), ("voice", "ORDER_INFO", "ORDER_INFO"), ("voice", "ORDER_HELP", "ORDER_INFO")];
        results.Add(rows, row => row.Origin, subset => [("accuracy", subset.Count(row => row.Expected == row.Got) / (double)subset.Count)],
            row => row.Origin == "phone" ? "en" : null);
        results.Add("precision_ORDER_INFO", 1);
        results.Add("wrong_facts", 0);
        results.Add("Intents", new Classification(rows.Select(row => (row.Expected, row.Got))));
        results.Add(new Wrong("intents", 7, "voice", "<b>where | *is* it</b>\nnow", "ORDER_HELP", "ORDER_INFO", "Order 5 & more"));
        return results;
    }
}
