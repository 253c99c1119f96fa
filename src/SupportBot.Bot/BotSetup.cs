using Microsoft.Bot.Builder;
using SupportBot.Bot.Dialogs;
using SupportBot.Bot.Handoff;

namespace SupportBot.Bot;

public static class BotSetup
{
    public static IServiceCollection AddCustomerBot(this IServiceCollection services) => services
        .AddSingleton<IStorage, SqlStateStorage>()
        .AddSingleton<ConversationState>()
        .AddSingleton<SignedInCustomer>()
        .AddSingleton<Hearing>()
        .AddSingleton<HandoffInterceptor>()
        .AddSingleton<Linking>()
        .AddSingleton<GroupTalk>()
        .AddSingleton<ClarifyOrderDialog>()
        .AddSingleton<HandoffInitiation>()
        .AddSingleton<HandoffDialog>()
        .AddSingleton<SupportDialog>()
        .AddSingleton<IBot, CustomerBot>();
}
