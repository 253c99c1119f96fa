using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Channels.BotFramework;
using SupportBot.Hosting.Faq;
using SupportBot.Language.Models;

namespace SupportBot.Commands;

internal static class ServeCommand
{
    /// <summary>As shells expect it: 128 and the signal's number.</summary>
    private const int ExitCodeOfInterrupt = 130;

    public static Task<int> RunAsync(string[] args, CancellationToken ct) => Startup.GuardAsync(async () =>
    {
        using var impatience = EndAtSecondInterrupt();
        await using var app = Application.Build(args);
        using var folder = DataFolderLock.Take(Settings.DataFolder(app.Configuration));
        await app.PrepareDatabasesAsync(ct);
        await app.StartAsync(ct);
        await SayAddressesAsync(app, ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    });

    /// <summary>The first Ctrl+C lets the host finish what it holds; whoever presses it again won't wait for that.</summary>
    private static PosixSignalRegistration EndAtSecondInterrupt()
    {
        var interrupts = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref interrupts) > 1)
                Environment.Exit(ExitCodeOfInterrupt);
        });
    }

    private static async Task SayAddressesAsync(WebApplication app, CancellationToken ct)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            .Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
        var lines = new List<string>
        {
            "",
            $"SupportBot runs ({app.Environment.EnvironmentName}; {Settings.BotFrameworkInWords}; messages are understood by {app.Services.GetRequiredService<EncoderHost>().InWords}, replies worded by {app.Services.GetRequiredService<ModelHost>().Status.InWords}).",
            $"  Chat page      {address}/",
            $"  Handoffs       {address}/agent  ({AgentSignIn.InWords(app.Configuration, app.Environment)})",
            $"  Bot Framework  {address}/api/messages  ({app.Services.GetRequiredService<MessagesAccess>().InWords})",
            $"  Help pages     {InWords(app.Services.GetRequiredService<FaqPages>())}",
        };
        var report = await app.Services.GetRequiredService<IOrdersCheck>().RunAsync(ct);
        lines.AddRange(report.Errors.Select(error => $"  ! Orders: {error}"));
        lines.AddRange(app.Services.GetRequiredService<AccessWarnings>().OpenToOthers.Select(open => $"  ! {open} can be reached from other machines, where anybody can be any customer without signing in (Development)"));
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private static string InWords(FaqPages faq) =>
        faq.Folder is null ? "none (set Faq:Folder)" : $"{faq.Pages} with {faq.Sections.Count} answers, read from {faq.Folder}";
}
