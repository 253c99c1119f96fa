using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversation;
using SupportBot.Language.Models;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Hosting;

/// <summary>The whole application with the model that ships with it.</summary>
public sealed class LanguageModelTests
{
    [Fact]
    public async Task Ready_BuiltInModel_SaysWhatRuns()
    {
        using var folder = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(folder.Path, null, "--Llm:Model", "built-in");
        await bot.Services.GetRequiredService<ModelHost>().Loaded;
        await bot.Services.GetRequiredService<ICurrentEncoder>().Loaded;

        var ready = await bot.Http.GetFromJsonAsync<JsonElement>("/health/ready");
        var understood = await bot.Services.GetRequiredService<ILanguage>().UnderstandAsync(new Heard("where is my order?", DateTimeOffset.UnixEpoch), CancellationToken.None);

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.StartsWith("understood by the encoder, worded by model built-in on CPU (", ready.GetProperty("language").GetString(), StringComparison.Ordinal);
        Assert.Equal("ready", ready.GetProperty("model").GetProperty("state").GetString());
        // The encoder reads; the model words replies.
        Assert.Equal((Act.Ask, Intent.OrderInfo, 0), (understood.Act, understood.Intent, understood.LlmCalls));
    }

    [Fact]
    public async Task Ready_ModelThatFailed_SaysWhyAndAnswers()
    {
        using var folder = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(folder.Path, null, "--Llm:Model", "mistral-7b");
        await bot.Services.GetRequiredService<ModelHost>().Loaded;
        await bot.Services.GetRequiredService<ICurrentEncoder>().Loaded;

        var ready = await bot.Http.GetFromJsonAsync<JsonElement>("/health/ready");

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("understood by the encoder, worded by written sentences (model mistral-7b failed)", ready.GetProperty("language").GetString());
        Assert.Contains("models pull mistral-7b", ready.GetProperty("model").GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
