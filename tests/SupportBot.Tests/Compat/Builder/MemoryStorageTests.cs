using Microsoft.Bot.Builder;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

public sealed class MemoryStorageTests
{
    private readonly MemoryStorage _storage = new();

    [Fact]
    public async Task Methods_Null_NameIt()
    {
        Assert.Equal("keys", (await Assert.ThrowsAsync<ArgumentNullException>(() => _storage.ReadAsync(null, default))).ParamName);
        Assert.Equal("changes", (await Assert.ThrowsAsync<ArgumentNullException>(() => _storage.WriteAsync(null, default))).ParamName);
        Assert.Equal("keys", (await Assert.ThrowsAsync<ArgumentNullException>(() => _storage.DeleteAsync(null, default))).ParamName);
        Assert.Equal("jsonSerializer", Assert.Throws<ArgumentNullException>(() => new MemoryStorage((JsonSerializer)null!)).ParamName);
    }

    [Fact]
    public async Task ReadAsync_UnknownKeys_GivesNothing() => Assert.Empty(await _storage.ReadAsync(["unknown"], default));

    [Fact]
    public async Task WriteAsync_ThenRead_GivesTypedCopies()
    {
        var item = new Item { Id = "1", Inner = new Item { Id = "2" } };
        await WriteAsync("key", item);

        var read = Assert.IsType<Item>((await _storage.ReadAsync(["key"], default))["key"]);

        Assert.NotSame(item, read);
        Assert.Equal("2", read.Inner!.Id);
    }

    [Fact]
    public async Task WriteAsync_WithoutETag_LastWriterWins()
    {
        await WriteAsync("key", new Item { Id = "1" });
        await WriteAsync("key", new Item { Id = "2" });

        Assert.Equal("2", (await ReadAsync<Item>("key")).Id);
    }

    [Fact]
    public async Task WriteAsync_EachTime_GivesTheStoreItemANewETag()
    {
        await WriteAsync("key", new StoreItem());
        var first = await ReadAsync<StoreItem>("key");
        await WriteAsync("key", first);
        var second = await ReadAsync<StoreItem>("key");

        Assert.NotNull(first.ETag);
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Fact]
    public async Task WriteAsync_OldETag_IsRefused()
    {
        await WriteAsync("key", new StoreItem());
        var mine = await ReadAsync<StoreItem>("key");
        var theirs = await ReadAsync<StoreItem>("key");
        await WriteAsync("key", mine);
        var current = (await ReadAsync<StoreItem>("key")).ETag;

        var error = await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("key", theirs));

        Assert.Equal($"Etag conflict.\r\n\r\nOriginal: {theirs.ETag}\r\nCurrent: {current}", error.Message);
    }

    [Fact]
    public async Task WriteAsync_StarETag_OverwritesAnything()
    {
        await WriteAsync("key", new StoreItem());

        await WriteAsync("key", new StoreItem { ETag = "*", Count = 5 });

        Assert.Equal(5, (await ReadAsync<StoreItem>("key")).Count);
    }

    [Fact]
    public async Task WriteAsync_JsonWithOldETag_IsRefused()
    {
        await WriteAsync("key", new StoreItem());

        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("key", new JObject { ["ETag"] = "old" }));
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_OnlyOneOfTheSameETagGetsThrough()
    {
        await WriteAsync("key", new StoreItem());
        var read = await ReadAsync<StoreItem>("key");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await WriteAsync("key", new StoreItem { ETag = read.ETag, Count = i });
                return true;
            }
            catch (ArgumentException e) when (e.Message.StartsWith("Etag conflict", StringComparison.Ordinal))
            {
                return false;
            }
        })));

        Assert.Single(outcomes, true);
    }

    [Fact]
    public async Task DeleteAsync_KnownAndUnknownKeys_RemovesTheKnown()
    {
        await WriteAsync("key", new Item());

        await _storage.DeleteAsync(["key", "unknown"], default);

        Assert.Empty(await _storage.ReadAsync(["key"], default));
    }

    [Fact]
    public async Task ReadAsync_OfAType_LeavesOutOthers()
    {
        await WriteAsync("item", new Item { Id = "1" });
        await WriteAsync("other", new StoreItem());

        var items = await _storage.ReadAsync<Item>(["item", "other"]);

        Assert.Equal("1", Assert.Single(items).Value.Id);
    }

    [Fact]
    public async Task WriteAsync_GivenDictionary_HoldsTheJson()
    {
        var memory = new Dictionary<string, JObject>();
        var storage = new MemoryStorage(memory);

        await storage.WriteAsync(new Dictionary<string, object> { ["key"] = new Item { Id = "1" } }, default);

        Assert.Equal("1", memory["key"]["Id"]!.Value<string>());
        Assert.Contains(nameof(Item), memory["key"]["$type"]!.Value<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OwnSerializerWithoutTypes_ReadsJson()
    {
        var storage = new MemoryStorage(new JsonSerializer());
        await storage.WriteAsync(new Dictionary<string, object> { ["key"] = new Item { Id = "1" } }, default);

        Assert.IsType<JObject>((await storage.ReadAsync(["key"], default))["key"]);
    }

    [Fact]
    public async Task WriteAsync_NullValue_ReadsAsNothing()
    {
        await _storage.WriteAsync(new Dictionary<string, object> { ["key"] = null! }, default);

        Assert.Empty(await _storage.ReadAsync(["key"], default));
    }

    private Task WriteAsync(string key, object value) => _storage.WriteAsync(new Dictionary<string, object> { [key] = value }, default);

    private async Task<T> ReadAsync<T>(string key) => (T)(await _storage.ReadAsync([key], default))[key];

    internal sealed class Item
    {
        public string? Id { get; set; }

        public Item? Inner { get; set; }
    }

    internal sealed class StoreItem : IStoreItem
    {
        public string? ETag { get; set; }

        public int Count { get; set; }
    }
}
