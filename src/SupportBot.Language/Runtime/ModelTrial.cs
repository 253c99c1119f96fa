using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace SupportBot.Language.Runtime;

/// <summary>Tries a model file in a child process before this one loads it: a file that makes llama.cpp abort, or this processor meet an
/// instruction it doesn't know, takes the child with it and not the bot.</summary>
public static class ModelTrial
{
    /// <summary>What the child prints before the backend when all went well.</summary>
    private const string Mark = "model-trial-ok ";

    private static readonly TimeSpan DecodeLimit = TimeSpan.FromMinutes(2);

    /// <summary>The child's part: loads the file, generates a little, and says on what it ran.</summary>
    public static async Task<int> RunAsync(string path, LlmOptions options, int gpuLayers, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        try
        {
            await using var model = LocalModel.Open(path, options, gpuLayers, TimeProvider.System, NullLogger.Instance, ct);
            await model.Engine.GenerateAsync(new GenerationRequest([], [1, 2, 3], Grammar: null, MaxTokens: 2, DecodeLimit) { IgnoresEnd = true }, ct);
            await output.WriteLineAsync(Mark + model.Backend);
            return 0;
        }
        catch (Exception error) when (error is ModelException or Core.Conversation.LanguageUnavailableException)
        {
            await errors.WriteLineAsync(error.Message);
            return 1;
        }
    }

    /// <summary>The parent's part: runs the child and reads what it says.</summary>
    /// <param name="command">The program and its first arguments; the child's own follow.</param>
    /// <exception cref="ModelException">The child died, said no, or didn't come to an end.</exception>
    internal static async Task<string> InChildAsync(
        IReadOnlyList<string> command, string path, LlmOptions options, int gpuLayers, TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in command.Skip(1).Concat(ArgumentsOf(path, options, gpuLayers)))
            start.ArgumentList.Add(argument);

        using var child = Start(start);
        child.StandardInput.Close();
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var errors = child.StandardError.ReadToEndAsync(either.Token);
            var output = await child.StandardOutput.ReadToEndAsync(either.Token);
            await child.WaitForExitAsync(either.Token);
            var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal));
            return child.ExitCode == 0 && line is not null
                ? line[Mark.Length..].Trim()
                : throw new ModelException($"The model file {path} is not used: the process that tried it {Ending(child.ExitCode)}. {Brief(await errors)}".TrimEnd());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModelException($"The model file {path} is not used: the process that tried it did not end within {limit.TotalSeconds:F0} s.");
        }
        finally
        {
            if (!child.HasExited)
                child.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ModelException($"No process could be started to try the model file: {error.Message}", error);
        }
    }

    private static string[] ArgumentsOf(string path, LlmOptions options, int gpuLayers) =>
    [
        path,
        FormattableString.Invariant($"--Llm:GpuLayers={gpuLayers}"),
        FormattableString.Invariant($"--Llm:Threads={options.Threads}"),
        FormattableString.Invariant($"--Llm:Slots={options.Slots}"),
        FormattableString.Invariant($"--Llm:ContextTokens={options.ContextTokens}"),
        $"--Llm:KvType={options.KvType}",
    ];

    // 128 and a signal's number is how shells and .NET tell that a signal ended a process.
    private static string Ending(int code) => code > 128 ? $"was ended by signal {code - 128}" : $"ended with code {code}";

    private static string Brief(string errors) => errors.Trim() is { Length: > 500 } text ? text[..500] + " …" : errors.Trim();
}
