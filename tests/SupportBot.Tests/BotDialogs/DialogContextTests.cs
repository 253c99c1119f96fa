using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.BotDialogs;

public sealed class DialogContextTests : IDisposable
{
    private readonly TurnContext _turn = new(new TestAdapter(), DialogFlow.Message("hello"));

    public void Dispose() => _turn.Dispose();

    [Fact]
    public async Task BeginDialogAsync_UnknownDialog_SaysWhereItMustBe()
    {
        var dc = new DialogContext(new DialogSet(), _turn, new DialogState());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => dc.BeginDialogAsync("nobody"));

        Assert.Contains("A dialog with an id of 'nobody' wasn't found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeginDialogAsync_EmptyId_Throws()
    {
        var dc = new DialogContext(new DialogSet(), _turn, new DialogState());
        await Assert.ThrowsAsync<ArgumentNullException>(() => dc.BeginDialogAsync(string.Empty));
        await Assert.ThrowsAsync<ArgumentNullException>(() => dc.PromptAsync(string.Empty, new PromptOptions()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => dc.PromptAsync("prompt", null));
    }

    [Fact]
    public async Task ContinueDialogAsync_EmptyStack_IsEmpty()
    {
        var dc = new DialogContext(new DialogSet(), _turn, new DialogState());
        Assert.Equal(DialogTurnStatus.Empty, (await dc.ContinueDialogAsync()).Status);
        Assert.Equal(DialogTurnStatus.Empty, (await dc.CancelAllDialogsAsync()).Status);
    }

    [Fact]
    public async Task EndDialogAsync_LastDialog_CompletesWithResult()
    {
        var dc = new DialogContext(new DialogSet().Add(new Waiting("a")), _turn, new DialogState());
        await dc.BeginDialogAsync("a");

        var result = await dc.EndDialogAsync("done");

        Assert.Equal(DialogTurnStatus.Complete, result.Status);
        Assert.Equal("done", result.Result);
        Assert.Empty(dc.Stack);
    }

    [Fact]
    public async Task EndDialogAsync_ResultIsACancellationToken_Throws()
    {
        var dc = new DialogContext(new DialogSet().Add(new Waiting("a")), _turn, new DialogState());
        await dc.BeginDialogAsync("a");
        await Assert.ThrowsAsync<ArgumentException>(() => dc.EndDialogAsync(CancellationToken.None));
    }

    [Fact]
    public async Task CancelAllDialogsAsync_SeveralOnTheStack_EndsEachFromTheTop()
    {
        var ended = new List<string>();
        var dialogs = new DialogSet().Add(new Waiting("a", ended)).Add(new Waiting("b", ended));
        var dc = new DialogContext(dialogs, _turn, new DialogState());
        await dc.BeginDialogAsync("a");
        await dc.BeginDialogAsync("b");

        Assert.Equal(DialogTurnStatus.Cancelled, (await dc.CancelAllDialogsAsync()).Status);

        Assert.Equal(["b CancelCalled", "a CancelCalled"], ended);
        Assert.Empty(dc.Stack);
    }

    [Fact]
    public async Task ReplaceDialogAsync_ActiveDialog_EndsItAndBeginsTheOther()
    {
        var ended = new List<string>();
        var dialogs = new DialogSet().Add(new Waiting("a", ended)).Add(new Waiting("b", ended));
        var dc = new DialogContext(dialogs, _turn, new DialogState());
        await dc.BeginDialogAsync("a");

        await dc.ReplaceDialogAsync("b");

        Assert.Equal(["a ReplaceCalled"], ended);
        Assert.Equal("b", Assert.Single(dc.Stack).Id);
    }

    [Fact]
    public void FindDialog_OnlyTheParentKnowsIt_FindsIt()
    {
        var parent = new DialogContext(new DialogSet().Add(new Waiting("outer")), _turn, new DialogState());
        var child = new DialogContext(new DialogSet(), parent, new DialogState());

        Assert.NotNull(child.FindDialog("outer"));
        Assert.Null(child.FindDialog("nobody"));
        Assert.Same(parent, child.Parent);
    }

    [Fact]
    public void Constructor_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new DialogContext(null, _turn, new DialogState()));
        Assert.Throws<ArgumentNullException>(() => new DialogContext(new DialogSet(), (ITurnContext?)null, new DialogState()));
        Assert.Throws<ArgumentNullException>(() => new DialogContext(new DialogSet(), (DialogContext?)null, new DialogState()));
    }

    private sealed class Waiting(string id, List<string>? ended = null) : Dialog(id)
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);

        public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            ended?.Add($"{instance.Id} {reason}");
            return Task.CompletedTask;
        }
    }
}
