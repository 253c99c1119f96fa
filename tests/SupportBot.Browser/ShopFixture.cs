using SupportBot.Hosting;

namespace SupportBot.Browser;

/// <summary>The bot, the shop that may embed its chat, and another that may not.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    public BrowserFixture Bot { get; } = new();

    public ShopStandIn Shop { get; private set; } = null!;

    public ShopStandIn Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = await ShopStandIn.StartAsync(Bot.Program.Address);
        Stranger = await ShopStandIn.StartAsync(Bot.Program.Address);
        Bot.Program.Settings["WebChat__Secret"] = ShopStandIn.Secret;
        Bot.Program.Settings["WebChat__AllowedOrigins__0"] = Shop.Origin;
        Bot.Program.Settings["WebChat__AllowedOrigins__1"] = Shop.AddressOnSameSite.GetLeftPart(UriPartial.Authority);
        await Bot.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Shop.DisposeAsync();
        await Stranger.DisposeAsync();
    }
}
