namespace SupportBot.Tests.Hosting;

/// <summary>One application for a class of tests that don't disturb each other: each talks in conversations of its own.</summary>
public sealed class SharedBot : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();

    internal BotHost Bot { get; private set; } = null!;

    internal string DataFolder => _data.Path;

    public async Task InitializeAsync() => Bot = await BotHost.StartAsync(_data.Path);

    public async Task DisposeAsync() => await Bot.DisposeAsync();

    public void Dispose() => _data.Dispose();
}
