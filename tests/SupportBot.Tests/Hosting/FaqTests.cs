using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Faq;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Tests.Hosting;

/// <summary>Whose help pages the application reads, and what happens without.</summary>
public sealed class FaqTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Chat_SampleShop_AnswersFromItsHelpPagesAndStillRefusesTheRest()
    {
        string[] said = ["whats ur return policy", "how long does delivery usually take", "what is the capital of France", "where is my last order?"];

        var (exitCode, output, errors) = await BotProcess.RunAsync(_data.Path, string.Join('\n', said) + "\n", "chat", "--customer", "6");

        Assert.Equal((0, ""), (exitCode, errors));
        var replies = output.Split("> ")[1..].Select(reply => reply.Trim()).ToArray();
        var english = System.Globalization.CultureInfo.GetCultureInfo("en-US");
        Assert.StartsWith("You have 30 days", replies[0], StringComparison.Ordinal);
        Assert.EndsWith("From our help pages: Returns and refunds › How long can I return something?", replies[0], StringComparison.Ordinal);
        Assert.EndsWith("From our help pages: Shipping › How long does delivery take?", replies[1], StringComparison.Ordinal);
        Assert.Equal(SupportBot.Bot.Replies.ReplyTexts.Refusal(english), replies[2]);
        Assert.StartsWith("Order ", replies[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_OwnFolder_IsReadInsteadOfTheSample()
    {
        Directory.CreateDirectory(_data.File("help"));
        await File.WriteAllTextAsync(_data.File("help/parking.md"), "# Parking\n\n## Where can I park?\n\nBehind the store.");
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--Faq:Folder", _data.File("help"), "--Faq:PageUrl", "https://shop.example/{page}");

        var found = await FindAsync(bot, "where can i park pls");

        Assert.Equal(("Behind the store.", "https://shop.example/parking"), (found?.Text, found?.Link?.AbsoluteUri));
        Assert.Null(await FindAsync(bot, "whats ur return policy"));
        var faq = (await bot.Http.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("faq");
        Assert.Equal((1, 1), (faq.GetProperty("pages").GetInt32(), faq.GetProperty("sections").GetInt32()));
    }

    [Fact]
    public async Task Production_NoFolder_HasNoHelpPages()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--environment", "Production", "--WebChat:Secret", new string('s', 64));

        Assert.Null(await FindAsync(bot, "whats ur return policy"));
        Assert.Equal(0, (await bot.Http.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("faq").GetProperty("pages").GetInt32());
    }

    [Fact]
    public async Task Development_OrdersOfAnotherShop_HasNotTheSampleShopsHelpPages()
    {
        SampleDatabase.EnsureCreated(_data.File("orders.db"));
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--ConnectionStrings:Orders", $"Data Source={_data.File("orders.db")};Pooling=False");

        Assert.Null(await FindAsync(bot, "whats ur return policy"));
    }

    [Fact]
    public async Task Serve_FolderMissing_EndsWithWordsAndNoStackTrace()
    {
        var (exitCode, _, errors) = await BotProcess.RunAsync(_data.Path, "", "--urls", "http://127.0.0.1:0", "--Faq:Folder", "/nowhere/help");

        Assert.Equal(1, exitCode);
        Assert.Contains("/nowhere/help", errors, StringComparison.Ordinal);
        Assert.Contains("Set Faq:Folder", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PageUrlThatIsNone_IsRefused()
    {
        var error = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => BotHost.StartAsync(_data.Path, null, "--Faq:PageUrl", "help/{page}"));

        Assert.Contains("Faq:PageUrl", error.Message, StringComparison.Ordinal);
    }

    private static Task<FaqSection?> FindAsync(BotHost bot, string message) => bot.Services.GetRequiredService<IFaq>().FindAsync(message, CancellationToken.None);
}
