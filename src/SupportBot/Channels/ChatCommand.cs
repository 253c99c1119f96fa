using System.CommandLine;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot;
using SupportBot.Core.Identity;
using SupportBot.Llm;
using SupportBot.Operations;

namespace SupportBot.Channels;

/// <summary><c>SupportBot chat --customer 6</c>: the whole bot in the terminal, as that customer.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        var customer = new Option<string>("--customer") { Description = "The user_id of the customer to be.", Required = true };
        var chat = new Command("chat", "Talks to the bot in the terminal, as one of the shop's customers. An empty line is a message too; Ctrl+D ends.") { customer };
        chat.TreatUnmatchedTokensAsErrors = false;
        chat.SetAction((parsed, ct) => Startup.GuardAsync(() => RunAsync(parsed.GetRequiredValue(customer), parsed.UnmatchedTokens, ct)));
        return chat;
    }

    private static async Task<int> RunAsync(string userId, IReadOnlyList<string> settings, CancellationToken ct)
    {
        // Whoever can start this can read both databases: there is no customer to prove here.
        await using var app = Application.Build(["--environment", "Development", "--Logging:LogLevel:Default", "Warning", .. settings]);
        await app.PrepareDatabasesAsync(ct);
        var services = app.Services;
        if (await services.GetRequiredService<ICustomerDirectory>().FindByUserIdAsync(userId, ct) is not { } customer)
            throw new StartupException($"The orders database has no customer {userId}.");

        var model = services.GetRequiredService<ModelHost>();
        await model.StartAsync(ct);
        await model.Loaded.WaitAsync(ct);
        var conversation = new ConversationKey(Microsoft.Bot.Connector.Channels.Console, Guid.CreateVersion7().ToString("N"));
        await services.GetRequiredService<IConversationBindings>().BindAsync(conversation, customer.Id, ct);
        var turns = services.GetRequiredService<TurnQueue>();
        Console.WriteLine($"You are {customer.FullName} (customer {userId}); {model.Status.InWords} answers. Ctrl+D ends.");
        Console.Write("> ");
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            var response = await turns.AddAndWaitAsync(Message(conversation, line), audience: null, ct);
            foreach (var reply in JObject.Parse(response.Body ?? "{}").Value<JArray>("activities") ?? [])
                Console.WriteLine(Replies.InWords(reply.ToObject<Activity>()!));
            Console.Write("> ");
        }

        Console.WriteLine();
        await turns.StopAsync(ct);
        await services.GetRequiredService<OutboxSender>().StopAsync(ct);
        return 0;
    }

    private static Activity Message(ConversationKey conversation, string text) => new(ActivityTypes.Message)
    {
        Id = Guid.CreateVersion7().ToString("N"),
        ChannelId = conversation.ChannelId,
        ServiceUrl = "urn:botframework:local:console",
        Conversation = new ConversationAccount(id: conversation.ConversationId),
        From = new ChannelAccount("customer", role: RoleTypes.User),
        Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
        DeliveryMode = DeliveryModes.ExpectReplies,
        Text = text,
    };
}
