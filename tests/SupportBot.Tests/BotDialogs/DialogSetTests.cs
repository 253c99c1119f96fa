using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.BotDialogs;

public sealed class DialogSetTests
{
    [Fact]
    public void Constructor_NullAccessor_Throws() => Assert.Throws<ArgumentNullException>(() => new DialogSet(null));

    [Fact]
    public async Task CreateContextAsync_NullContext_Throws()
    {
        var dialogs = new DialogSet(new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("dialogstate"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => dialogs.CreateContextAsync(null));
    }

    [Fact]
    public async Task CreateContextAsync_WithoutAccessor_Throws()
    {
        using var turn = new TurnContext(new TestAdapter(), DialogFlow.Message("hello"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DialogSet().CreateContextAsync(turn));
    }

    [Fact]
    public void Add_Null_Throws() => Assert.Throws<ArgumentNullException>(() => new DialogSet().Add(null));

    [Fact]
    public void Add_IdsOccurAgain_RenamesTheLaterOnes()
    {
        var (first, second, third) = (new WaterfallDialog("A"), new WaterfallDialog("A"), new WaterfallDialog("A"));
        var dialogs = new DialogSet().Add(first).Add(second).Add(third);

        Assert.Same(first, dialogs.Find("A"));
        Assert.Same(second, dialogs.Find("A2"));
        Assert.Equal("A3", third.Id);
    }

    [Fact]
    public void Add_SameDialogAgain_KeepsItOnce()
    {
        var dialog = new WaterfallDialog("A");
        var dialogs = new DialogSet().Add(dialog).Add(dialog);

        Assert.Same(dialog, dialogs.Find("A"));
        Assert.Null(dialogs.Find("A2"));
    }

    [Fact]
    public void Find_EmptyId_Throws() => Assert.Throws<ArgumentNullException>(() => new DialogSet().Find(string.Empty));

    [Fact]
    public void Find_UnknownId_GivesNull() => Assert.Null(new DialogSet().Find("nobody"));
}
