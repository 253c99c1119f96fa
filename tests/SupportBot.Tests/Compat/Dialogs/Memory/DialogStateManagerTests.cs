using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;
using Microsoft.Extensions.Configuration;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Dialogs.Memory;

public sealed class DialogStateManagerTests : IAsyncLifetime, IDisposable
{
    private readonly TurnContext _turn = new(new TestAdapter(), new TestAdapter().MakeActivity("hello"));
    private readonly ConversationState _conversationState = new(new MemoryStorage());
    private DialogContext _dc = null!;

    public async Task InitializeAsync()
    {
        _turn.Activity.ChannelId = "test";
        _turn.TurnState.Set(_conversationState);
        var dialogs = new DialogSet().Add(new ComponentDialog("container").AddDialog(new WaterfallDialog("w", [(_, _) => Task.FromResult(Dialog.EndOfTurn)])));
        _dc = new DialogContext(dialogs, _turn, new DialogState());
        await _dc.State.LoadAllScopesAsync();
        await _dc.BeginDialogAsync("container", new { topic = "shoes" });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();

    [Theory]
    [InlineData("turn.foo")]
    [InlineData("conversation.foo")]
    [InlineData("dialog.foo")]
    [InlineData("this.foo")]
    [InlineData("$foo")]
    [InlineData("conversation.a.b.c")]
    [InlineData("conversation.list[2].name")]
    [InlineData("conversation['with a space']")]
    public void SetValue_Path_IsReadBack(string path)
    {
        _dc.State.SetValue(path, "bar");
        Assert.Equal("bar", _dc.State.GetValue<string>(path));
        Assert.Equal("bar", _dc.State.GetStringValue(path));

        _dc.State.RemoveValue(path);
        Assert.False(_dc.State.TryGetValue<string>(path, out _));
    }

    [Fact]
    public void SetValue_Numbers_AreConvertedOnTheWayOut()
    {
        _dc.State.SetValue("turn.number", 15);
        _dc.State.SetValue("turn.flag", "true");

        Assert.Equal(15, _dc.State.GetIntValue("turn.number"));
        Assert.Equal("15", _dc.State.GetValue<string>("turn.number"));
        Assert.True(_dc.State.GetBoolValue("turn.flag"));
        Assert.Equal(7, _dc.State.GetIntValue("turn.missing", 7));
        Assert.Equal("default", _dc.State.GetValue("turn.missing", () => "default"));
    }

    [Fact]
    public void SetValue_UnknownScopeOrTask_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _dc.State.SetValue("nowhere.foo", "bar"));
        Assert.Throws<ArgumentException>(() => _dc.State.SetValue("turn.foo", Task.CompletedTask));
        Assert.Throws<ArgumentNullException>(() => _dc.State.SetValue(null, "bar"));
        Assert.False(_dc.State.TryGetValue<string>("nowhere.foo", out _));
    }

    [Fact]
    public void ResolveMemoryScope_Path_GivesScopeAndRest()
    {
        Assert.Equal("turn", _dc.State.ResolveMemoryScope("turn.foo.bar", out var rest).Name);
        Assert.Equal("foo.bar", rest);
        Assert.Equal("conversation", _dc.State.ResolveMemoryScope("Conversation", out rest).Name);
        Assert.Equal(string.Empty, rest);
    }

    [Theory]
    [InlineData("$foo", "dialog.foo")]
    [InlineData("#Help", "turn.recognized.intents.Help")]
    [InlineData("@@color", "turn.recognized.entities.color")]
    [InlineData("@color", "turn.recognized.entities.color.first()")]
    [InlineData("@color.name", "turn.recognized.entities.color.first().name")]
    [InlineData("%size", "class.size")]
    [InlineData("turn.foo", "turn.foo")]
    [InlineData("$1", "$1")]
    public void TransformPath_Alias_IsReplaced(string path, string expected) => Assert.Equal(expected, _dc.State.TransformPath(path));

    [Fact]
    public void Resolvers_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new AtPathResolver().TransformPath(null));
        Assert.Throws<ArgumentNullException>(() => new AliasPathResolver(null, "x"));
        Assert.Throws<ArgumentNullException>(() => new AliasPathResolver("x", null));
    }

    [Fact]
    public void GetValue_FirstEntity_IsFoundInNestedLists()
    {
        _dc.State.SetValue("turn.recognized.entities", JObject.Parse("""{"single":["one","two"],"double":[["testx","testy"]],"empty":[],"named":[{"name":"n"}]}"""));

        Assert.Equal("one", _dc.State.GetValue<string>("@single"));
        Assert.Equal("testx", _dc.State.GetValue<string>("@double"));
        Assert.Equal("n", _dc.State.GetValue<string>("@named.name"));
        Assert.False(_dc.State.TryGetValue<string>("@empty", out _));
    }

    [Fact]
    public void Scopes_OfTheDialogs_ShowStateClassAndStack()
    {
        Assert.Equal("container", _dc.State.GetValue<string>("dialogcontext.activeDialog"));
        Assert.Equal("w", _dc.State.GetValue<string>("class.InitialDialogId"));
        Assert.Equal("w", _dc.State.GetValue<string>("dialogclass.initialdialogid"));

        var child = _dc.Child;
        Assert.Equal("shoes", child.State.GetValue<string>(ThisPath.Options + ".topic"));
        Assert.Equal(["w", "container"], child.State.GetValue<string[]>(DialogContextPath.Stack));
        Assert.Equal("container", child.State.GetValue<string>(DialogContextPath.Parent));
        Assert.Same(_dc.ActiveDialog.State, child.State.GetMemoryScope(ScopePath.Dialog).GetMemory(child));
    }

    [Fact]
    public void Scopes_ReadOnlyOnes_RefuseChanges()
    {
        foreach (var scope in new[] { ScopePath.Class, ScopePath.DialogClass, ScopePath.Settings, ScopePath.DialogContext, ScopePath.Conversation })
        {
            Assert.Throws<NotSupportedException>(() => _dc.State.GetMemoryScope(scope).SetMemory(_dc, new object()));
        }

        Assert.Throws<NotSupportedException>(() => _dc.State.Add("foo", "bar"));
        Assert.Throws<NotSupportedException>(() => _dc.State.Clear());
        Assert.True(_dc.State.IsReadOnly);
    }

    [Fact]
    public void Settings_Configuration_IsShownWithLists()
    {
        _turn.TurnState.Set<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shop:Name"] = "Shoes",
            ["Shop:Languages:0"] = "en",
            ["Shop:Languages:1"] = "de",
        }).Build());

        Assert.Equal("Shoes", _dc.State.GetValue<string>("settings.shop.name"));
        Assert.Equal("de", _dc.State.GetValue<string>("settings.shop.languages[1]"));
    }

    [Fact]
    public void GetMemorySnapshot_Scopes_HoldsThoseMeantForIt()
    {
        _dc.State.SetValue("conversation.foo", "bar");
        var snapshot = _dc.State.GetMemorySnapshot();

        Assert.Equal("bar", (string?)snapshot.SelectToken("conversation.foo"));
        Assert.Equal("hello", (string?)snapshot.SelectToken("turn.activity.text"));
        Assert.Null(snapshot["class"]);
        Assert.Null(snapshot["settings"]);
    }

    [Fact]
    public void GetMemorySnapshot_ValueRefersToItself_LeavesTheLoopOut()
    {
        var loop = new Dictionary<string, object> { ["name"] = "loop" };
        loop["self"] = loop;
        _dc.ActiveDialog.State["value"] = loop;

        Assert.Equal("loop", (string?)_dc.State.GetMemorySnapshot().SelectToken("dialog.value.name"));
    }

    [Fact]
    public void TrackPaths_ValueSetLater_IsNoticed()
    {
        _dc.State.SetValue(DialogPath.EventCounter, 1u);
        var paths = _dc.State.TrackPaths(["turn.color.name"]);
        Assert.False(_dc.State.AnyPathChanged(0, paths));

        _dc.State.SetValue("turn.other", "x");
        Assert.False(_dc.State.AnyPathChanged(0, paths));

        _dc.State.SetValue("turn.color", new { name = "red" });
        Assert.True(_dc.State.AnyPathChanged(0, paths));
        Assert.False(_dc.State.AnyPathChanged(1, paths));
    }

    [Fact]
    public void Configuration_Given_IsUsedAlone()
    {
        var configuration = new DialogStateManagerConfiguration();
        var state = new DialogStateManager(_dc, configuration);
        Assert.Empty(state.Keys);
        Assert.Throws<ArgumentNullException>(() => new DialogStateManager(null));
    }
}
