using Microsoft.Bot.Schema;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>Messages whose intent is a guess: the bot asks, and the answer to that works.</summary>
public sealed class UnsureTests : DialogConversation
{
    private const string Mumbled = "so this thing with the thing, you know";

    [Theory]
    [InlineData(Intent.OrderInfo)]
    [InlineData(Intent.OrderHelp)]
    [InlineData(Intent.OutOfScope)]
    public async Task Message_IntentIsAGuess_IsAskedAbout(Intent guess)
    {
        var client = ClientOf("ana", new Guessing(guess));

        var reply = await SendAsync(client, Mumbled);

        Assert.Equal("I'm not sure what you need. Ask me about an order: where it is, when it comes, what you paid. Or shall a colleague take over?", reply.Text);
        Assert.Equal(["Where is my order?", "Yes, please", "No, thanks"], ButtonsOf(reply));
        Assert.Empty(_handoffs.Requests);
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_AfterTheQuestion_YesIsAHandoffWithTheFirstWords()
    {
        var client = ClientOf("ana", new Guessing(Intent.OrderHelp));
        await SendAsync(client, Mumbled);

        await SendAsync(client, "yes please");

        Assert.Equal(Mumbled, Assert.Single(_handoffs.Requests).Reason);
    }

    [Fact]
    public async Task Message_AfterTheQuestion_MayBeAClearOne()
    {
        var client = ClientOf("bob", new Guessing(Intent.OrderHelp));
        await SendAsync(client, Mumbled);

        Assert.StartsWith("Order 6001", (await SendAsync(client, "where is order 6001?")).Text, StringComparison.Ordinal);
        Assert.Empty(_handoffs.Requests);
    }

    [Fact]
    public async Task Message_AGuessThatTheHelpPagesAnswer_IsAnswered()
    {
        _faq.Add(Mumbled, new FaqSection("Things", "How are things sent?", "Things are sent by post.", [], null));

        var reply = await SendAsync(ClientOf("ana", new Guessing(Intent.OutOfScope)), Mumbled);

        Assert.Contains("Things are sent by post.", reply.Text, StringComparison.Ordinal);
    }

    /// <summary>Is sure of orders with a number and of nothing else.</summary>
    private sealed class Guessing(Intent guess) : ILanguage
    {
        public Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct) => heard.Text == "yes please" ? new EncoderLanguage().UnderstandAsync(heard, ct) : Task.FromResult(
            heard.Text.Contains("6001", StringComparison.Ordinal)
                ? new Understanding(Act.Ask, Intent.OrderInfo, ReferenceText.Read("Id", "6001"), [])
                : new Understanding(Act.Ask, guess, OrderReference.None, []) { IsUnsure = true, Confidence = 0.4, Words = heard.Text });

        public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) => Task.FromResult<ComposedText?>(null);
    }
}
