using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversation;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>A message is understood once; what decides after that is its meaning. Other words in its place change no reply.</summary>
public sealed class SwappedWordsTests
{
    private static readonly string[] Said =
    [
        "hello", "where is my desk lamp?", "when will it come?", "and the teapot, has it arrived?", "how much did i pay for the lamp",
        "show me all my orders", "the second one", "i want my money back for the teapot", "hold on, leave it", "what is the weather like", "thanks",
    ];

    [Theory]
    [InlineData("zebra")]
    [InlineData("i want a person")]
    [InlineData("4890")]
    [InlineData("yes please")]
    [InlineData("⭐⭐⭐⭐⭐")]
    public async Task Reply_OtherWordsAfterUnderstanding_StaysTheSame(string other)
    {
        var replies = await new Talk().AsIsAsync();

        Assert.Equal(Said.Length, replies.Count);
        Assert.InRange(replies.Distinct().Count(), Said.Length - 1, Said.Length);
        Assert.Equal(replies, await new Talk().SwappedAsync(other));
    }

    /// <summary>The whole conversation, in a shop of its own.</summary>
    private sealed class Talk : DialogConversation
    {
        public Task<List<string>> AsIsAsync() => AllAsync(ClientOf("ana"));

        public Task<List<string>> SwappedAsync(string other)
        {
            var language = new SwappingLanguage(other);
            return AllAsync(language.Client = ClientOf("ana", language));
        }

        private static async Task<List<string>> AllAsync(DialogTestClient client)
        {
            var replies = new List<string>();
            foreach (var text in Said)
            {
                var said = new List<string>();
                for (var reply = await SendAsync(client, text); reply is not null; reply = client.GetNextReply<IMessageActivity>())
                    said.Add(string.Join(" | ", [reply.Text, .. ButtonsOf(reply)]));
                replies.Add(string.Join('\n', said));
            }
            return replies;
        }
    }

    /// <summary>Understands what was said, and has something else said from then on.</summary>
    private sealed class SwappingLanguage(string other) : ILanguage
    {
        private readonly EncoderLanguage _real = new();

        public DialogTestClient? Client { get; set; }

        public async Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct)
        {
            var understood = await _real.UnderstandAsync(heard, ct);
            Client!.DialogContext.Context.Activity.Text = other;
            return understood;
        }

        public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) => _real.ComposeAsync(facts, soFar, ct);
    }
}
