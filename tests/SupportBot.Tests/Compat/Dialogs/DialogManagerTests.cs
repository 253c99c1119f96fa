using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.Compat.Dialogs;

public sealed class DialogManagerTests
{
    private static WaterfallDialog Asking() => new("asking",
    [
        (step, ct) => step.PromptAsync("text", DialogFlow.Ask("?"), ct),
        async (step, ct) =>
        {
            await step.Context.SendActivityAsync(MessageFactory.Text($"got {step.Result}"), ct);
            return await step.EndDialogAsync(step.Result, ct);
        },
    ]);

    private static DialogManager Manager(IStorage storage, int? expireAfter = null)
    {
        var root = new ComponentDialog("root").AddDialog(Asking()).AddDialog(new TextPrompt("text"));
        return new DialogManager(root) { ConversationState = new ConversationState(storage), UserState = new UserState(storage), ExpireAfter = expireAfter };
    }

    private static TestFlow Talk(DialogManager manager, Action<DialogManagerResult>? onTurn = null) =>
        new(new TestAdapter(), async (turn, ct) =>
        {
            var result = await manager.OnTurnAsync(turn, ct);
            onTurn?.Invoke(result);
        });

    [Fact]
    public async Task OnTurnAsync_SeveralTurns_KeepsAndSavesTheStack()
    {
        var storage = new MemoryStorage();
        var statuses = new List<DialogTurnStatus>();

        await Talk(Manager(storage), result => statuses.Add(result.TurnResult.Status)).Send("hi").AssertReply("?").StartTestAsync();
        await Talk(Manager(storage), result => statuses.Add(result.TurnResult.Status)).Send("Ann").AssertReply("got Ann").StartTestAsync();

        Assert.Equal([DialogTurnStatus.Waiting, DialogTurnStatus.Complete], statuses);
    }

    [Fact]
    public async Task ExpireAfter_ConversationIsOlder_StartsAnew()
    {
        var storage = new MemoryStorage();
        await Talk(Manager(storage)).Send("hi").AssertReply("?").StartTestAsync();
        await Talk(Manager(storage, expireAfter: 0)).Send("Ann").AssertReply("?").StartTestAsync();
        await Talk(Manager(storage, expireAfter: 600_000)).Send("Ann").AssertReply("got Ann").StartTestAsync();
    }

    [Fact]
    public async Task OnTurnAsync_NoConversationState_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Talk(new DialogManager(Asking())).Send("hi").StartTestAsync());

    [Fact]
    public async Task InitialTurnState_IsInEachTurnAndInTheServices()
    {
        var manager = Manager(new MemoryStorage());
        manager.InitialTurnState.Set("service", "the service");
        string? seen = null;
        manager.RootDialog = new WaterfallDialog("w",
        [
            (step, ct) =>
            {
                seen = $"{step.Context.TurnState.Get<string>("service")}, {step.Services.Get<string>("service")}, {ReferenceEquals(step.DialogManager, manager)}";
                return step.EndDialogAsync(cancellationToken: ct);
            },
        ]);

        await Talk(manager).Send("hi").StartTestAsync();

        Assert.Equal("the service, the service, True", seen);
    }

    [Fact]
    public void RootDialog_Set_MakesItsContainersCallable()
    {
        var root = new ComponentDialog("root").AddDialog(new ComponentDialog("inner").AddDialog(new ComponentDialog("innermost")));
        var manager = new DialogManager(root);

        Assert.Same(root, manager.RootDialog);
        Assert.Equal(["inner", "innermost", "root"], manager.Dialogs.GetDialogs().Select(dialog => dialog.Id).Order());

        manager.RootDialog = null;
        Assert.Null(manager.RootDialog);
    }
}
