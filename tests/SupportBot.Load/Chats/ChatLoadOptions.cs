namespace SupportBot.Load.Chats;

/// <summary>Where a customer reads replies.</summary>
internal enum ChatClient
{
    WebSocket,
    Polling,
    Channel,
}

/// <summary>Who talks to the bot, and how fast.</summary>
/// <param name="MessagesEach">Of each conversation.</param>
/// <param name="Burst">Messages that a customer writes without waiting for a reply.</param>
/// <param name="MaxCopies">Each activity is sent one to so many times at once, as channels do that missed an answer.</param>
/// <param name="MessagesPerSecond">Of all customers together; zero for as fast as it goes.</param>
internal sealed record ChatLoadOptions(int Conversations, int MessagesEach, int Burst, int MaxCopies, double MessagesPerSecond)
{
    /// <summary>Customers' clients, dealt out in turn.</summary>
    public IReadOnlyList<ChatClient> Clients { get; init; } =
    [
        ChatClient.WebSocket, ChatClient.Channel, ChatClient.WebSocket, ChatClient.Channel, ChatClient.WebSocket, ChatClient.Channel, ChatClient.WebSocket, ChatClient.Channel, ChatClient.WebSocket, ChatClient.Polling,
    ];

    /// <summary>A reply that takes longer is lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);
}
