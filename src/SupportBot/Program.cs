using System.CommandLine;
using SupportBot.AgentConsole;
using SupportBot.Bot;
using SupportBot.Channels.BotFramework;
using SupportBot.Channels.DirectLine;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Commands;
using SupportBot.Core.Conversation;
using SupportBot.Hosting.Faq;
using SupportBot.Hosting.Health;
using SupportBot.Hosting.Orders;
using SupportBot.Hosting.Retention;
using SupportBot.Hosting.Schema;
using SupportBot.Language;
using SupportBot.Language.Runtime;

// Before anybody makes a pattern: no text may keep one busy for longer.
AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", MessageGuard.MaxMatch);

// The table of contents: what the executable can do, what it is made of, and where things come in.
var commands = new RootCommand("SupportBot answers a shop's customers about their own orders and hands over to a person. Without a command it serves; settings may follow as --Section:Key value.")
{
    ChatCommand.Create(),
    OrdersCommand.Create(),
    ModelsCommand.Create(),
    HealthCommand.Create(),
    KeysCommand.Create(),
    CustomersCommand.Create(),
};
commands.TreatUnmatchedTokensAsErrors = false;
commands.SetAction((_, ct) => ServeCommand.RunAsync(args, ct));
var parsed = commands.Parse(args);
// The host itself heeds the signals and drains; here they would cut it off after two seconds.
var signals = parsed.CommandResult.Command == commands ? new InvocationConfiguration { ProcessTerminationTimeout = null } : null;
return await parsed.InvokeAsync(signals);

namespace SupportBot
{
    internal static class Application
    {
        /// <param name="configure">Changes what is registered; for tests.</param>
        /// <exception cref="StartupException">A setting stops the application; the message says which and how to mend it.</exception>
        /// <exception cref="OrdersUnavailableException">The orders database that is configured can't be used.</exception>
        public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
        {
            var builder = WebApplication.CreateBuilder(Settings.Options(args));
            builder.AddSettings();
            builder.RequireSafeSettings();

            builder.AddKnownHosts();
            builder.AddKnownProxies();
            builder.Services.AddProblemDetails().AddExceptionHandler<StorageUnavailableHandler>().AddExceptionHandler<BadRequestHandler>();
            builder.Services.AddSingleton<LargeBodies>().CutOffSlowClients();
            builder.AddDatabases();
            builder.AddOrders();
            builder.Services.AddSingleton(BotSchema.All).AddRetention();
            builder.AddFaq();
            builder.Services.AddLanguage(Settings.LanguagePlaces(builder.Configuration));
            builder.Services.AddCustomerBot();
            builder.Services.AddTurns();
            builder.AddBotFramework();
            builder.Services.AddTeams();
            builder.Services.AddDirectLine();
            builder.Services.AddWebChat();
            builder.AddAgentConsole();
            builder.Services.AddReadiness();

            configure?.Invoke(builder);
            var app = builder.Build();
            // Before the server does it, which would log a stack trace for a wrong setting.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            app.UseExceptionHandler();
            app.UseStatusCodePages();
            app.UseChatPage();
            app.MapDirectLine();
            app.MapWebChat();
            app.MapBotFramework();
            app.MapAgentConsole();
            app.MapHealth();
            return app;
        }
    }
}
