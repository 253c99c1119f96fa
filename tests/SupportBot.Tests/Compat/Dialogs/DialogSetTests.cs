using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.Compat.Dialogs;

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

        Assert.Equal(["A", "A2", "A3"], dialogs.GetDialogs().Select(dialog => dialog.Id));
        Assert.Same(second, dialogs.Find("A2"));
        Assert.Equal("A3", third.Id);
    }

    [Fact]
    public void Add_SameDialogAgain_KeepsItOnce()
    {
        var dialog = new WaterfallDialog("A");
        Assert.Single(new DialogSet().Add(dialog).Add(dialog).GetDialogs());
    }

    [Fact]
    public void Add_DialogWithDependencies_AddsThemToo()
    {
        var dialogs = new DialogSet().Add(new Dependent("root", new WaterfallDialog("child")));
        Assert.NotNull(dialogs.Find("child"));
    }

    [Fact]
    public void Find_EmptyId_Throws() => Assert.Throws<ArgumentNullException>(() => new DialogSet().Find(string.Empty));

    [Fact]
    public void Find_UnknownId_GivesNull() => Assert.Null(new DialogSet().Find("nobody"));

    [Fact]
    public void TelemetryClient_Set_ReachesAllDialogsAlsoThoseAddedLater()
    {
        var telemetry = new RecordingTelemetry();
        var dialogs = new DialogSet().Add(new WaterfallDialog("A"));
        dialogs.TelemetryClient = telemetry;
        dialogs.Add(new WaterfallDialog("B"));

        Assert.Same(telemetry, dialogs.Find("A").TelemetryClient);
        Assert.Same(telemetry, dialogs.Find("B").TelemetryClient);

        dialogs.TelemetryClient = null;
        Assert.Same(NullBotTelemetryClient.Instance, dialogs.Find("A").TelemetryClient);
    }

    [Fact]
    public void TelemetryClient_ComponentsHoldEachOther_ComesToAnEnd()
    {
        var telemetry = new RecordingTelemetry();
        var (first, second) = (new ComponentDialog("first"), new ComponentDialog("second"));
        first.Dialogs.Add(second);
        second.Dialogs.Add(first);

        first.Dialogs.TelemetryClient = telemetry;

        Assert.Same(telemetry, second.TelemetryClient);
        Assert.Same(telemetry, first.TelemetryClient);
    }

    [Fact]
    public void GetVersion_DialogsDiffer_Differs()
    {
        var one = new DialogSet().Add(new WaterfallDialog("A"));
        var same = new DialogSet().Add(new WaterfallDialog("A"));
        var version = one.GetVersion();

        Assert.Equal(version, same.GetVersion());
        Assert.NotEqual(version, one.Add(new WaterfallDialog("B")).GetVersion());
    }

    private sealed class Dependent(string id, Dialog child) : ComponentDialog(id), IDialogDependencies
    {
        public IEnumerable<Dialog> GetDependencies() => [child];
    }
}
