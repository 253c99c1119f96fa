using Microsoft.Extensions.DependencyInjection;
using SupportBot.Bot.Replies;
using SupportBot.Channels.BotFramework;
using SupportBot.Core.Customers;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;

namespace SupportBot.Tests.Channels.BotFramework;

/// <summary>Who a tester is: a sample customer in Development, and nobody anywhere else.</summary>
public sealed class DevelopmentIdentityTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    [Theory]
    [InlineData("emulator")]
    [InlineData("msteams")]
    public async Task Tester_InAPrivateChat_IsTheCustomerOfTheSettings(string channelId)
    {
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("hello");
        message["channelId"] = channelId;

        using var response = await StandInChannel.PostAsync(shared.Bot.Http, message);
        await channel.NextReplyAsync();

        Assert.Equal(new CustomerId("6"), await CustomerOfAsync(shared.Bot, channelId, channel));
    }

    [Fact]
    public async Task Tester_InAGroup_IsNobodyAndCannotBecomeAnybody()
    {
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("/as 7");
        message["channelId"] = "msteams";
        message["conversation"]!["conversationType"] = "groupChat";

        using var response = await StandInChannel.PostAsync(shared.Bot.Http, message);
        // Its answer comes after the message's turn.
        message["type"] = "invoke";
        using var later = await StandInChannel.PostAsync(shared.Bot.Http, message);

        Assert.Null(await CustomerOfAsync(shared.Bot, "msteams", channel));
    }

    [Fact]
    public async Task Tester_InTeamsWithItsSignInSetUp_MustSignIn()
    {
        using var data = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(
            data.Path, null, "--Teams:AllowedTenants:0=11111111-1111-1111-1111-111111111111", "--Teams:ConnectionName=shop");
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("where is my last order?");
        message["channelId"] = "msteams";

        using var response = await StandInChannel.PostAsync(bot.Http, message);

        Assert.Equal(ReplyTexts.UnknownCustomer(English), (string?)(await channel.NextReplyAsync())["text"]);
        Assert.Null(await CustomerOfAsync(bot, "msteams", channel));
    }

    [Fact]
    public async Task Tester_OutsideDevelopment_IsNobody()
    {
        using var data = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(
            data.Path, null, "--environment=Production", "--WebChat:Secret=the-shop's-secret-with-more-than-32-characters", "--Identity:DevelopmentCustomer=6");
        await using var channel = await StandInChannel.StartAsync();

        await bot.Services.GetRequiredService<DevelopmentIdentity>().IdentifyAsync(ActivityJson.Read(channel.Message("hello").ToString()), default);

        Assert.Null(await CustomerOfAsync(bot, "emulator", channel));
    }

    private static Task<CustomerId?> CustomerOfAsync(BotHost bot, string channelId, StandInChannel channel) =>
        bot.Services.GetRequiredService<IConversationBindings>().FindAsync(new ConversationKey(channelId, channel.ConversationId), default);
}
