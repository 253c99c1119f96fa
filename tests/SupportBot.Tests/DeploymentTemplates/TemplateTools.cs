using System.Diagnostics;

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
    public static async Task<string> ReadAsync(string script, params string[] arguments)
    {
        await Installed.Value;
        return await PrintedAsync("node", [Path.Combine(Client, script), .. arguments]);
    }

    public static async Task InstallAsync()
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
    public static async Task<string> PrintedAsync(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{errors}");
        return output;
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
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
