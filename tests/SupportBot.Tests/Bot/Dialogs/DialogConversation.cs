using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Bot.Dialogs;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>The conversation as a customer has it, on the encoder that understands it and a small shop in memory.</summary>
public abstract class DialogConversation
{
    private protected static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private protected readonly InMemoryFaq _faq = new();
    private protected readonly InMemoryShop _shop = new();
    private protected readonly InMemoryHandoffQueue _handoffs = new();

    protected DialogConversation()
    {
        _shop.Add("ana", "Ana",
            new Order("4711", OrderStatus.Delivered, new(2026, 3, 2), new(2026, 3, 4), new(2026, 3, 9), [new(1, "Green teapot", 1, 2490, "EUR")]),
            new Order("4890", OrderStatus.Cancelled, new(2026, 6, 11), null, null, [new(1, "Blue running shoes", 1, 8990, "EUR")]),
            new Order("5023", OrderStatus.Shipped, new(2026, 9, 20), new(2026, 9, 22), null, [new(1, "Desk lamp", 2, 3550, "EUR")],
                [new(PaymentKind.Charge, "card", 7100, "EUR", "settled", new(2026, 9, 20))],
                [new("DHL", "JD0146", new(2026, 9, 26), new(2026, 9, 22), null)]));
        _shop.Add("bob", "Bob", new Order("6001", OrderStatus.Invoiced, new(2026, 8, 1), null, null));
        _shop.Add("eve", "Eve");
    }

    /// <param name="language">What understands; the encoder by default.</param>
    private protected DialogTestClient ClientOf(string? userId, ILanguage? language = null, string channel = Microsoft.Bot.Connector.Channels.Test)
    {
        var state = new ConversationState(new MemoryStorage());
        var id = userId is null ? null : _shop.FindByUserIdAsync(userId, CancellationToken.None).Result!.Id;
        var customer = new SignedInCustomer(new SingleCustomerBindings(id), _shop);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));
        language ??= new EncoderLanguage();
        var hearing = new Hearing(language, _shop, customer, _handoffs, state, time);
        var clarify = new ClarifyOrderDialog(hearing, _faq, _shop, customer, state);
        var dialog = new SupportDialog(hearing, language, _faq, _shop, customer, state, clarify, new HandoffDialog(_handoffs, customer, state), time);
        return new DialogTestClient(channel, dialog, middlewares: [new PrivateChat()], conversationState: state);
    }

    /// <summary>The SDK's test adapter names a kind of conversation that no channel has.</summary>
    private sealed class PrivateChat : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.Activity.Conversation.ConversationType = "personal";
            return next(cancellationToken);
        }
    }

    private protected static Task<IMessageActivity> SendAsync(DialogTestClient client, string text) => client.SendActivityAsync<IMessageActivity>(text);

    /// <summary>The last of the replies that are there already.</summary>
    private protected static Task<IMessageActivity> LastAsync(DialogTestClient client, IMessageActivity reply)
    {
        while (client.GetNextReply<IMessageActivity>() is { } next)
            reply = next;
        return Task.FromResult(reply);
    }

    private protected static IEnumerable<string> ButtonsOf(IMessageActivity message) =>
        (message.Attachments ?? []).SelectMany(attachment => ((HeroCard)attachment.Content).Buttons).Select(button => (string)button.Value);

    private protected static void AssertSilence(DialogTestClient client) => Assert.Null(client.GetNextReply<IMessageActivity>());
}
