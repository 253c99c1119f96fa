using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json;
using SupportBot.Bot.State;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Bot.State;

public sealed class SqlStateStorageTests : IDisposable
{
    private readonly TestDatabase _database = new(SqlStateStorage.Tables, SqlStateStorage.Times);
    private readonly SqlStateStorage _storage;

    public SqlStateStorageTests() => _storage = new SqlStateStorage(_database.Bot, TimeProvider.System, NullLogger<SqlStateStorage>.Instance);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task DialogState_AcrossTurnsWithStateReadAnew_GoesOnWhereItStopped()
    {
        var dialog = new TwoQuestions();
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c1"));

        await new TestFlow(adapter, async (turn, ct) =>
            {
                // State objects of their own for each turn, as after a restart.
                var state = new ConversationState(_storage);
                await dialog.RunAsync(turn, state.CreateProperty<DialogState>("DialogState"), ct);
                await state.SaveChangesAsync(turn, false, ct);
            })
            .Send("hello").AssertReply("name?")
            .Send("Ana").AssertReply("city?")
            .Send("Oslo").AssertReply("Ana from Oslo")
            .StartTestAsync();

        var content = await ContentAsync();
        Assert.DoesNotContain("Version=", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OverANewerVersion_IsAConflict()
    {
        await _storage.WriteAsync(Change("one"));
        var stale = await _storage.ReadAsync(["key"]);
        var fresh = await _storage.ReadAsync(["key"]);
        await _storage.WriteAsync(fresh);

        await Assert.ThrowsAsync<StateConflictException>(() => _storage.WriteAsync(stale));
    }

    [Fact]
    public async Task WriteAsync_NewOverExisting_IsAConflict()
    {
        await _storage.WriteAsync(Change("one"));

        await Assert.ThrowsAsync<StateConflictException>(() => _storage.WriteAsync(Change("two")));
    }

    [Fact]
    public async Task WriteAsync_TwiceInOneTurn_KeepsTheLast()
    {
        await _storage.WriteAsync(Change("one"));
        using (var turn = TurnWork.Begin())
        {
            var state = await _storage.ReadAsync(["key"]);
            ((IDictionary<string, object>)state["key"])["word"] = "two";
            await _storage.WriteAsync(state);
            ((IDictionary<string, object>)state["key"])["word"] = "three";
            await _storage.WriteAsync(state);
            await _database.Bot.WriteAsync(turn.WriteAllAsync, CancellationToken.None);
        }

        var read = (IDictionary<string, object>)(await _storage.ReadAsync(["key"]))["key"];
        Assert.Equal(("three", "3"), (read["word"], read["eTag"]));
    }

    [Fact]
    public async Task DeleteAsync_Then_ReadFindsNothingAndWriteBeginsAnew()
    {
        await _storage.WriteAsync(Change("one"));
        await _storage.DeleteAsync(["key"]);

        Assert.Empty(await _storage.ReadAsync(["key"]));
        await _storage.WriteAsync(Change("two"));
    }

    [Fact]
    public async Task WriteAsync_TypeThatIsNotAllowed_Throws()
    {
        var state = new Dictionary<string, object> { ["uri"] = new UriBuilder() };

        await Assert.ThrowsAsync<JsonSerializationException>(() => _storage.WriteAsync(new Dictionary<string, object> { ["key"] = state }));
    }

    [Fact]
    public async Task WriteAsync_EachTime_KeepsWhenItWas()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 3, 0, 0, TimeSpan.Zero));
        var storage = new SqlStateStorage(_database.Bot, time, NullLogger<SqlStateStorage>.Instance);
        await storage.WriteAsync(new Dictionary<string, object> { ["key"] = new Dictionary<string, object> { ["x"] = "1" } });
        Assert.Equal(["2026-12-01T03:00:00.0000000Z"], await _database.ListAsync("SELECT written_at FROM bot_state"));

        time.Advance(TimeSpan.FromDays(1));
        await storage.WriteAsync(await storage.ReadAsync(["key"]));

        Assert.Equal(["2026-12-02T03:00:00.0000000Z"], await _database.ListAsync("SELECT written_at FROM bot_state"));
    }

    [Fact]
    public async Task ReadAsync_RowThatNamesAnotherType_BeginsAnewAndCanBeWritten()
    {
        await _database.Bot.WriteAsync(async (transaction, ct) =>
        {
            await using var command = transaction.Command(
                "INSERT INTO bot_state(state_key, version, content) VALUES ('key', 1, @content)",
                ("@content", """{"x":{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"x"}}"""));
            await command.ExecuteNonQueryAsync(ct);
        }, CancellationToken.None);

        var read = await _storage.ReadAsync(["key"]);
        Assert.Equal(["eTag"], ((IDictionary<string, object>)read["key"]).Keys);
        await _storage.WriteAsync(read);
    }

    private static Dictionary<string, object> Change(string word) => new() { ["key"] = new Dictionary<string, object> { ["word"] = word } };

    private Task<string> ContentAsync() => _database.Bot.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command("SELECT content FROM bot_state");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    private sealed class TwoQuestions : ComponentDialog
    {
        public TwoQuestions()
            : base("two questions")
        {
            AddDialog(new WaterfallDialog("steps",
            [
                async (step, ct) => await step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("name?") }, ct),
                async (step, ct) =>
                {
                    step.Values["name"] = (string)step.Result;
                    return await step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("city?") }, ct);
                },
                async (step, ct) =>
                {
                    await step.Context.SendActivityAsync(MessageFactory.Text($"{step.Values["name"]} from {step.Result}"), ct);
                    return await step.EndDialogAsync(cancellationToken: ct);
                },
            ]));
            AddDialog(new TextPrompt("text"));
            InitialDialogId = "steps";
        }
    }
}
