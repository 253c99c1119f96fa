using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

public sealed class BotStateTests : IDisposable
{
    private const string Key = "test/conversations/convo";

    private readonly CountingStorage _storage = new();
    private readonly ConversationState _state;
    private readonly TurnContext _turn = Turns.Of(new RecordingAdapter());

    public BotStateTests()
    {
        _state = new ConversationState(_storage);
    }

    public void Dispose() => _turn.Dispose();

    [Fact]
    public void New_MissingArgument_NamesIt()
    {
        Assert.Equal("storage", Assert.Throws<ArgumentNullException>(() => new UserState(null)).ParamName);
        Assert.Equal("contextServiceKey", Assert.Throws<ArgumentNullException>(() => new OwnState(_storage, null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => _state.CreateProperty<string>(" ")).ParamName);
    }

    [Fact]
    public async Task Methods_NoTurnContext_NameIt()
    {
        foreach (var call in new Func<Task>[] { () => _state.LoadAsync(null), () => _state.SaveChangesAsync(null), () => _state.ClearStateAsync(null), () => _state.DeleteAsync(null) })
        {
            Assert.Equal("turnContext", (await Assert.ThrowsAsync<ArgumentNullException>(call)).ParamName);
        }

        Assert.Equal("turnContext", Assert.Throws<ArgumentNullException>(() => _state.Get(null)).ParamName);
    }

    [Fact]
    public async Task GetAsync_NothingStored_GivesTheDefault()
    {
        Assert.Equal(0, await _state.CreateProperty<int>("number").GetAsync(_turn));
        Assert.Null(await _state.CreateProperty<string>("text").GetAsync(_turn));
        Assert.Null(await _state.CreateProperty<int?>("maybe").GetAsync(_turn));
        Assert.Empty(_state.GetCachedState(_turn).State);
    }

    [Fact]
    public async Task GetAsync_NothingStoredWithFactory_KeepsWhatTheFactoryMakes()
    {
        var property = _state.CreateProperty<Poco>("poco");
        var made = 0;

        var first = await property.GetAsync(_turn, () => new Poco { Value = $"made {++made}" });
        var second = await property.GetAsync(_turn, () => new Poco { Value = $"made {++made}" });

        Assert.Same(first, second);
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task GetAsync_ValueTypeDefaultStored_FactoryIsNotAsked()
    {
        var property = _state.CreateProperty<int>("number");
        await property.SetAsync(_turn, 0);

        Assert.Equal(0, await property.GetAsync(_turn, () => 42));
    }

    [Fact]
    public async Task GetAsync_StringFactory_IsUsedForNull()
    {
        var property = _state.CreateProperty<string>("text");
        await property.SetAsync(_turn, null!);

        Assert.Equal("default", await property.GetAsync(_turn, () => "default"));
    }

    [Fact]
    public async Task LoadAsync_Twice_ReadsOnceUnlessForced()
    {
        await _state.LoadAsync(_turn);
        await _state.LoadAsync(_turn);
        Assert.Equal(1, _storage.Reads);

        await _state.LoadAsync(_turn, force: true);
        Assert.Equal(2, _storage.Reads);
    }

    [Fact]
    public async Task SaveChangesAsync_Unchanged_WritesOnlyWhenForced()
    {
        var property = _state.CreateProperty<string>("text");
        await property.SetAsync(_turn, "value");
        await _state.SaveChangesAsync(_turn);
        await _state.SaveChangesAsync(_turn);
        Assert.Equal(1, _storage.Writes);

        await _state.SaveChangesAsync(_turn, force: true);
        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task SaveChangesAsync_InsideOfAnObjectChanged_Writes()
    {
        var property = _state.CreateProperty<Poco>("poco");
        var poco = await property.GetAsync(_turn, () => new Poco());
        await _state.SaveChangesAsync(_turn);

        poco.Value = "changed";
        await _state.SaveChangesAsync(_turn);

        using var later = Turns.Of(new RecordingAdapter());
        Assert.Equal("changed", (await property.GetAsync(later)).Value);
        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task SaveChangesAsync_NothingLoaded_WritesNothingEvenWhenForced()
    {
        await _state.SaveChangesAsync(_turn, force: true);

        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task SaveChangesAsync_StorageFails_TriesAgainNextTime()
    {
        await _state.CreateProperty<string>("text").SetAsync(_turn, "value");
        _storage.FailNextWrite = true;
        await Assert.ThrowsAsync<IOException>(() => _state.SaveChangesAsync(_turn));

        await _state.SaveChangesAsync(_turn);

        Assert.Single(await _storage.ReadAsync([Key]));
    }

    [Fact]
    public async Task SaveChangesAsync_ByStorage_GetsTheWholeDictionary()
    {
        await _state.CreateProperty<string>("one").SetAsync(_turn, "1");
        await _state.CreateProperty<string>("two").SetAsync(_turn, "2");
        await _state.SaveChangesAsync(_turn);

        var stored = Assert.IsAssignableFrom<IDictionary<string, object>>(_storage.LastWritten[Key]);
        Assert.Equal(["one", "two"], stored.Keys.Order());
    }

    [Fact]
    public async Task LoadAsync_StorageAddsAnETagEntry_ItComesBackOnSave()
    {
        _storage.Answer = new Dictionary<string, object> { ["text"] = "value", ["eTag"] = "7" };
        await _state.CreateProperty<string>("text").SetAsync(_turn, "changed");

        await _state.SaveChangesAsync(_turn);

        var stored = (IDictionary<string, object>)_storage.LastWritten[Key];
        Assert.Equal(("changed", "7"), (stored["text"], stored["eTag"]));
    }

    [Fact]
    public async Task ClearStateAsync_ThenSave_StoresAnEmptyState()
    {
        var property = _state.CreateProperty<string>("text");
        await property.SetAsync(_turn, "value");
        await _state.SaveChangesAsync(_turn);

        await _state.ClearStateAsync(_turn);
        Assert.Null(await property.GetAsync(_turn));
        await _state.SaveChangesAsync(_turn);

        using var later = Turns.Of(new RecordingAdapter());
        Assert.Null(await property.GetAsync(later));
    }

    [Fact]
    public async Task DeleteAsync_Stored_RemovesItFromStorageAndTurn()
    {
        await _state.CreateProperty<string>("text").SetAsync(_turn, "value");
        await _state.SaveChangesAsync(_turn);

        await _state.DeleteAsync(_turn);

        Assert.Null(_state.GetCachedState(_turn));
        Assert.Empty(await _storage.ReadAsync([Key]));
    }

    [Fact]
    public async Task PropertyDeleteAsync_Stored_IsGoneAfterSaving()
    {
        var property = _state.CreateProperty<string>("text");
        await property.SetAsync(_turn, "value");
        await _state.SaveChangesAsync(_turn);

        await property.DeleteAsync(_turn);
        await _state.SaveChangesAsync(_turn);

        using var later = Turns.Of(new RecordingAdapter());
        Assert.Null(await property.GetAsync(later));
    }

    [Fact]
    public async Task Get_Loaded_ShowsAllPropertiesAsJson()
    {
        await _state.CreateProperty<Poco>("poco").SetAsync(_turn, new Poco { Value = "v" });

        Assert.Equal("v", _state.Get(_turn)["poco"]!["Value"]!.Value<string>());
    }

    [Fact]
    public async Task GetAsync_StorageKeepsUntypedJson_ConvertsToTheTypeAskedFor()
    {
        _storage.Answer = new JObject { ["poco"] = new JObject { ["Value"] = "v" }, ["list"] = new JArray("a", "b"), ["number"] = 5L };

        Assert.Equal("v", (await _state.CreateProperty<Poco>("poco").GetAsync(_turn)).Value);
        Assert.Equal(["a", "b"], await _state.CreateProperty<string[]>("list").GetAsync(_turn));
        Assert.Equal(5, await _state.CreateProperty<int>("number").GetAsync(_turn));
    }

    [Fact]
    public async Task LoadAsync_StorageGivesSomethingElse_IsRefused()
    {
        _storage.Answer = "text";

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _state.LoadAsync(_turn));

        Assert.Equal("Data is not in the correct format for BotState.", error.Message);
    }

    [Fact]
    public async Task GetAsync_TwoTurns_RoundTripsTypedObjects()
    {
        var property = _state.CreateProperty<object>("any");
        await property.SetAsync(_turn, new Poco { Value = "typed" });
        await _state.SaveChangesAsync(_turn);

        using var later = Turns.Of(new RecordingAdapter());
        Assert.Equal("typed", Assert.IsType<Poco>(await property.GetAsync(later)).Value);
    }

    [Theory]
    [InlineData(nameof(ConversationState), "test/conversations/convo")]
    [InlineData(nameof(UserState), "test/users/user")]
    [InlineData(nameof(PrivateConversationState), "test/conversations/convo/users/user")]
    public async Task States_Saved_UseTheOfficialKeys(string kind, string key)
    {
        await StateOf(kind).LoadAsync(_turn);
        await StateOf(kind).SaveChangesAsync(_turn, force: true);

        Assert.Equal([key], _storage.LastWritten.Keys);
    }

    [Theory]
    [InlineData(nameof(ConversationState), "channelId")]
    [InlineData(nameof(ConversationState), "Conversation.Id")]
    [InlineData(nameof(UserState), "channelId")]
    [InlineData(nameof(UserState), "From.Id")]
    [InlineData(nameof(PrivateConversationState), "channelId")]
    [InlineData(nameof(PrivateConversationState), "Conversation.Id")]
    [InlineData(nameof(PrivateConversationState), "From.Id")]
    public async Task LoadAsync_ActivityIncomplete_SaysWhatIsMissing(string kind, string missing)
    {
        var activity = Turns.Message();
        if (missing == "channelId")
        {
            activity.ChannelId = null;
        }
        else if (missing == "From.Id")
        {
            activity.From = null;
        }
        else
        {
            activity.Conversation = null;
        }

        using var turn = Turns.Of(activity);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StateOf(kind).LoadAsync(turn));

        Assert.Equal($"invalid activity-missing {missing}", error.Message);
    }

    [Fact]
    public async Task ProtectedMembers_ValueTypeWithoutValue_Throws()
    {
        var own = new OwnState(_storage, "own");
        await own.LoadAsync(_turn);

        await Assert.ThrowsAsync<KeyNotFoundException>(() => own.GetNumberAsync(_turn));
    }

    [Fact]
    public async Task BotStateSet_LoadAndSave_ReachAllStates()
    {
        var user = new UserState(_storage);
        var set = new BotStateSet(user).Add(_state);
        await set.LoadAllAsync(_turn);
        await user.CreateProperty<int>("u").SetAsync(_turn, 1);
        await _state.CreateProperty<int>("c").SetAsync(_turn, 2);

        await set.SaveAllChangesAsync(_turn);

        Assert.Equal(2, set.BotStates.Count);
        Assert.Equal(2, (await _storage.ReadAsync([Key, "test/users/user"])).Count);
        Assert.Equal("botState", Assert.Throws<ArgumentNullException>(() => set.Add(null)).ParamName);
    }

    [Fact]
    public async Task AutoSaveStateMiddleware_BotChangesState_SavesAfterTheTurn()
    {
        var adapter = new RecordingAdapter();
        adapter.Use(new AutoSaveStateMiddleware(new BotStateSet()).Add(_state));

        await adapter.RunAsync(_turn, async (turn, ct) =>
        {
            await _state.CreateProperty<int>("c").SetAsync(turn, 2, ct);
            Assert.Equal(0, _storage.Writes);
        });

        Assert.Equal(1, _storage.Writes);
    }

    private BotState StateOf(string kind) => kind switch
    {
        nameof(UserState) => new UserState(_storage),
        nameof(PrivateConversationState) => new PrivateConversationState(_storage),
        _ => _state,
    };

    internal sealed class Poco
    {
        public string? Value { get; set; }
    }

    private sealed class OwnState(IStorage storage, string key) : BotState(storage, key)
    {
        public Task<int> GetNumberAsync(ITurnContext turn) => GetPropertyValueAsync<int>(turn, "number");

        protected override string GetStorageKey(ITurnContext turnContext) => "own";
    }

    /// <summary>A memory storage that counts, fails on demand and can be given an answer.</summary>
    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public bool FailNextWrite { get; set; }

        public object? Answer { get; set; }

        public IDictionary<string, object> LastWritten { get; private set; } = new Dictionary<string, object>();

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return Answer is null
                ? _inner.ReadAsync(keys, cancellationToken)
                : Task.FromResult<IDictionary<string, object>>(keys.ToDictionary(key => key, _ => Answer));
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            if (FailNextWrite)
            {
                FailNextWrite = false;
                throw new IOException("disk full");
            }

            Writes++;
            LastWritten = changes;
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
