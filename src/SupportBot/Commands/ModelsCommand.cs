using System.CommandLine;
using Spectre.Console;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using Markup = Spectre.Console.Markup;

namespace SupportBot.Commands;

/// <summary><c>SupportBot models list|pull|verify</c>: the language models.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "The language models: which there are, getting and checking them.")
    {
        new Command("list", "Lists the models of the catalog, and which of them are here.").Runs((parsed, ct) => ListAsync(Configuration(parsed), ct)),
        CreatePull(),
        CreateVerify(),
        CreateTry(),
    };

    private static Command CreatePull()
    {
        var name = new Argument<string>("name") { Description = "A name of the list." };
        var from = new Option<string?>("--from") { Description = "A URL or a file to take it from instead of the catalog's address." };
        var sha256 = new Option<string?>("--sha256") { Description = "The checksum that it must have, where the catalog names none." };
        return new Command("pull", "Gets a model. After a broken download the same command goes on where it broke off.") { name, from, sha256 }
            .Runs((parsed, ct) => PullAsync(Configuration(parsed), parsed.GetRequiredValue(name), parsed.GetValue(from), parsed.GetValue(sha256), ct));
    }

    private static Command CreateVerify()
    {
        var name = new Argument<string?>("name") { Description = "A name of the list; without one, all that are here.", Arity = ArgumentArity.ZeroOrOne };
        var verify = new Command("verify", "Checks models' files against their checksums. Exit code 1 when one is damaged or missing.") { name };
        verify.SetAction((parsed, ct) => Startup.GuardAsync(() => VerifyAsync(Configuration(parsed), parsed.GetValue(name), ct)));
        return verify;
    }

    /// <summary>What the server runs in a process of its own before it loads a model file.</summary>
    private static Command CreateTry()
    {
        var file = new Argument<string>("file") { Description = "A GGUF file." };
        var attempt = new Command("try", "Loads a model file, generates a little and says on what it ran. Settings may follow as --Llm:Key=value.") { file };
        attempt.Hidden = true;
        attempt.TreatUnmatchedTokensAsErrors = false;
        attempt.SetAction((parsed, ct) =>
        {
            var options = new LlmOptions();
            Configuration(parsed).GetSection(LlmOptions.Section).Bind(options);
            return ModelTrial.RunAsync(parsed.GetRequiredValue(file), options, options.GpuLayers ?? 0, Console.Out, Console.Error, ct);
        });
        return attempt;
    }

    private static async Task<int> ListAsync(IConfiguration configuration, CancellationToken ct)
    {
        var catalog = Catalog(configuration);
        var chosen = configuration["Llm:Model"] ?? LlmOptions.BuiltIn;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Name", "For", "Size", "Licence", "State");
        foreach (var entry in catalog.Entries)
        {
            var state = await StateAsync(catalog, entry, ct);
            if (string.Equals(entry.Name, chosen, StringComparison.OrdinalIgnoreCase))
                state += ", chosen by Llm:Model";
            if (Console.IsOutputRedirected)
                Console.WriteLine($"{entry.Name}\t{entry.Use}\t{SizeOf(catalog, entry)}\t{entry.Licence}\t{state}");
            else
                table.AddRow(Markup.Escape(entry.Name), Markup.Escape(entry.Use), SizeOf(catalog, entry), Markup.Escape(entry.Licence), Markup.Escape(state));
        }

        if (!Console.IsOutputRedirected)
            AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<int> PullAsync(IConfiguration configuration, string name, string? from, string? sha256, CancellationToken ct)
    {
        var catalog = Catalog(configuration);
        var entry = Find(catalog, name);
        using var http = ModelDownload.CreateClient();
        var download = new ModelDownload(http, TimeProvider.System, folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);
        var told = "";
        if (Console.IsOutputRedirected)
        {
            told = await download.PullAsync(entry, catalog.PathOf(entry), from, sha256, new Lines(), ct);
        }
        else
        {
            await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(),
                new RemainingTimeColumn())
                .StartAsync(async context =>
                    told = await download.PullAsync(entry, catalog.PathOf(entry), from, sha256, new Bar(context.AddTask(entry.Name)), ct));
        }

        Console.WriteLine($"{catalog.PathOf(entry)} is here. {told} Use it: --Llm:Model {entry.Name}");
        return 0;
    }

    private static async Task<int> VerifyAsync(IConfiguration configuration, string? name, CancellationToken ct)
    {
        var catalog = Catalog(configuration);
        var entries = name is null ? catalog.Entries.Where(entry => File.Exists(catalog.PathOf(entry))) : [Find(catalog, name)];
        var faults = 0;
        foreach (var entry in entries)
        {
            // Whoever asks for a check wants the file read, not remembered.
            var fault = await ModelFiles.FaultAsync(entry, catalog.PathOf(entry), ct, isRemembered: false);
            faults += fault is null ? 0 : 1;
            Console.WriteLine($"{entry.Name}: {fault ?? "right"}");
        }

        return faults == 0 ? 0 : 1;
    }

    private static async Task<string> StateAsync(ModelCatalog catalog, CatalogEntry entry, CancellationToken ct)
    {
        var path = catalog.PathOf(entry);
        if (!File.Exists(path))
            return File.Exists(path + ".part") ? "partly pulled" : entry.Url is null ? "missing" : "not pulled";
        return await ModelFiles.FaultAsync(entry, path, ct) is { } fault ? $"unusable: {fault}" : "ready";
    }

    private static string SizeOf(ModelCatalog catalog, CatalogEntry entry)
    {
        var size = entry.Size ?? (File.Exists(catalog.PathOf(entry)) ? new FileInfo(catalog.PathOf(entry)).Length : null);
        return size is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:F0} MB") : "unknown";
    }

    private static IConfiguration Configuration(ParseResult parsed) =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. parsed.UnmatchedTokens]).Build();

    private static ModelCatalog Catalog(IConfiguration configuration)
    {
        var places = Settings.LanguagePlaces(configuration);
        return ModelCatalog.Read(places.ShippedModels, places.PulledModels);
    }

    private static CatalogEntry Find(ModelCatalog catalog, string name) =>
        catalog.Find(name) ?? throw new ModelException(
            $"The catalog has no model «{name}»; it has {string.Join(", ", catalog.Entries.Select(entry => entry.Name))}.");

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }

    /// <summary>A line for each tenth, where there is no terminal to draw a bar on.</summary>
    private sealed class Lines : IProgress<(long Done, long Total)>
    {
        private int _told = -1;

        public void Report((long Done, long Total) value)
        {
            var tenth = (int)(value.Done * 10 / Math.Max(1, value.Total));
            if (tenth <= _told)
                return;
            _told = tenth;
            Console.WriteLine($"{tenth * 10} %");
        }
    }
}
