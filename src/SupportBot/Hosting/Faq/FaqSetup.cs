using SupportBot.Core.Faq;

namespace SupportBot.Hosting.Faq;

internal static class FaqSetup
{
    public static void AddFaq(this WebApplicationBuilder builder)
    {
        var sample = builder.Environment.IsDevelopment() && DatabasesSetup.UsesSampleShop(builder.Configuration) ? SampleFolder() : null;
        builder.Services.AddOptions<FaqOptions>().BindConfiguration("Faq").ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton(provider => Read(provider.GetRequiredService<IOptions<FaqOptions>>().Value, sample))
            .AddSingleton<IFaq>(provider => new Fts5Faq(Databases.InMemory(), provider.GetRequiredService<FaqPages>().Sections));
    }

    private static FaqPages Read(FaqOptions options, string? sample) => options.Folder is { Length: > 0 } folder
        ? FaqPages.Read(Path.GetFullPath(folder, Settings.Root), options.PageUrl)
        : sample is null ? FaqPages.None : FaqPages.Read(sample, options.PageUrl);

    /// <summary>In a checkout beside the sample shop's rows, in a published bot beside the executable.</summary>
    private static string SampleFolder()
    {
        var inRepository = Path.Combine(Settings.Root, "src", "SupportBot", "Hosting", "SampleData", "faq");
        return Directory.Exists(inRepository) ? inRepository : Path.Combine(AppContext.BaseDirectory, "Hosting", "SampleData", "faq");
    }
}
