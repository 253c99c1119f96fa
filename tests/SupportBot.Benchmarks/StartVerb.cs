using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportBot.Benchmarks;

/// <summary><c>start</c>: from the start of the process to the first answer, as a customer in the web chat sees it, and the memory then.</summary>
internal static class StartVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(string path, int rounds)
    {
        var (answers, models, memory) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var (answer, model, resident) = await MeasureAsync(path);
            answers.Add(answer);
            models.Add(model);
            memory.Add(resident);
        }

        Report.Line("start_to_first_answer_seconds", Report.Median(answers));
        Report.Line("start_to_first_model_answer_seconds", Report.Median(models));
        Report.Line("resident_megabytes", Report.Median(memory), 1);
        return 0;
    }

    private static async Task<(double Answer, double ModelAnswer, double Megabytes)> MeasureAsync(string path)
    {
        var data = Directory.CreateTempSubdirectory("supportbot-bench-");
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, "--urls", "http://127.0.0.1:0", "--Llm:Model", path, "--Logging:LogLevel:Default", "Error"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["SUPPORTBOT_DATA"] = data.FullName;
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var http = new HttpClient { BaseAddress = await AddressAsync(process, limit.Token) };
            await AskAsync(http, limit.Token);
            var answer = Stopwatch.GetElapsedTime(from).TotalSeconds;
            while (!(await http.GetStringAsync("/health/ready", limit.Token)).Contains("\"state\":\"ready\"", StringComparison.Ordinal))
                await Task.Delay(10, limit.Token);
            await AskAsync(http, limit.Token);
            return (answer, Stopwatch.GetElapsedTime(from).TotalSeconds, ResidentMegabytes(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            data.Delete(recursive: true);
        }
    }

    private static async Task<Uri> AddressAsync(Process process, CancellationToken ct)
    {
        const string label = "Chat page";
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.IndexOf(label, StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[(at + label.Length)..].Trim());
        }

        throw new InvalidOperationException("The application ended before it listened.");
    }

    /// <summary>A conversation of its own: session, question, and waiting for the bot's reply.</summary>
    private static async Task AskAsync(HttpClient http, CancellationToken ct)
    {
        using var opened = await http.PostAsJsonAsync("/api/webchat/session", new { customerId = Questions.Customer }, ct);
        var session = await opened.Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        var conversation = $"/v3/directline/conversations/{session.GetProperty("conversationId").GetString()}/activities";
        using var posted = await http.PostAsJsonAsync(conversation, new { type = "message", from = new { id = session.GetProperty("userId").GetString() }, text = Questions.All[1] }, ct);
        var id = (await posted.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString();
        while (true)
        {
            var set = await http.GetFromJsonAsync<JsonElement>(conversation, ct);
            if (set.GetProperty("activities").EnumerateArray().Any(activity =>
                activity.GetProperty("type").GetString() == "message" && activity.TryGetProperty("replyToId", out var reply) && reply.GetString() == id))
                return;
            await Task.Delay(5, ct);
        }
    }

    private static double ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
