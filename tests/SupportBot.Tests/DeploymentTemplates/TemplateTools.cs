using System.Diagnostics;
using SupportBot.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>Others' programs that read the templates: from npm, at the versions and hashes of <c>client/package-lock.json</c>.</summary>
internal static class TemplateTools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Client = Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "DeploymentTemplates", "client");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>The folder of the templates.</summary>
    public static string Templates { get; } = Path.Combine(Settings.Root, "deploymentTemplates");

    public static string NodeModules { get; } = Path.Combine(Client, "node_modules");

    /// <summary>What a script of the folder <c>client</c> prints.</summary>
    public static Task<string> ReadAsync(string script, params string[] arguments) => ReadAsync(script, [], arguments);

    /// <inheritdoc cref="ReadAsync(string, string[])"/>
    public static async Task<string> ReadAsync(string script, IEnumerable<string> input, params string[] arguments)
    {
        await Installed.Value;
        return await PrintedAsync(new ProcessStartInfo("node", [Path.Combine(Client, script), .. arguments]), input);
    }

    private static async Task InstallAsync()
    {
        var wanted = File.ReadAllText(Path.Combine(Client, "package-lock.json"));
        // Written last, by this: a broken installation has none.
        var stamp = Path.Combine(NodeModules, ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;
        await PrintedAsync("npm", "ci", "--prefix", Client, "--ignore-scripts", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(stamp, wanted);
    }

    /// <summary>What a program prints that must end well.</summary>
    public static Task<string> PrintedAsync(string program, params string[] arguments) => PrintedAsync(new ProcessStartInfo(program, arguments));

    /// <inheritdoc cref="PrintedAsync(string, string[])"/>
    public static async Task<string> PrintedAsync(ProcessStartInfo start, IEnumerable<string>? input = null)
    {
        var (exitCode, output, errors) = await RunAsync(start, input);
        Assert.True(exitCode == 0, $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {exitCode}:\n{output}\n{errors}");
        return output;
    }

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">What it reads, a line each.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start, IEnumerable<string>? input = null)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            foreach (var line in input ?? [])
                await process.StandardInput.WriteLineAsync(line.AsMemory(), patience.Token);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
