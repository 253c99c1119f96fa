using Microsoft.Bot.Builder;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.BotDialogs;

/// <summary>A storage that writes plain JSON without type names, so that everything comes back as JObject, long and text.</summary>
internal sealed class JsonStorage : IStorage
{
    internal Dictionary<string, string> Items { get; } = [];

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
        Task.FromResult<IDictionary<string, object>>(keys.Where(Items.ContainsKey).ToDictionary(key => key, key => (object)JObject.Parse(Items[key])));

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var (key, value) in changes)
        {
            Items[key] = JsonConvert.SerializeObject(value);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
        {
            Items.Remove(key);
        }

        return Task.CompletedTask;
    }
}
