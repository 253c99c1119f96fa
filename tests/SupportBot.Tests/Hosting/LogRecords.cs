using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Hosting;

/// <summary>Keeps what the application logs.</summary>
internal sealed class LogRecords : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string? Event, string Text)> All { get; } = new();

    /// <summary>Lets the application log here, whatever its settings say of other places.</summary>
    public void Listen(WebApplicationBuilder builder)
    {
        builder.Logging.AddProvider(this);
        builder.Logging.AddFilter<LogRecords>(null, LogLevel.Information);
    }

    /// <param name="name">Of the method that logs it.</param>
    public IEnumerable<string> Of(string name) => All.Where(record => record.Event == name).Select(record => record.Text);

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(LogRecords records) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            records.All.Enqueue((logLevel, eventId.Name, formatter(state, exception)));
    }
}
