using Microsoft.Extensions.AI;

namespace SupportBot.Language.Runtime;

/// <summary>Lays instructions and data out as a model's chat template wants them; the data is the last content of the last message.</summary>
internal static class Prompt
{
    public static IReadOnlyList<ChatMessage> Write(PromptProfile profile, string instructions, string data) => profile switch
    {
        PromptProfile.BuiltIn or PromptProfile.Chat or PromptProfile.Remote =>
            [new ChatMessage(ChatRole.System, instructions), new ChatMessage(ChatRole.User, data)],
        PromptProfile.ChatWithoutSystem => [new ChatMessage(ChatRole.User, [new TextContent(instructions + "\n"), new TextContent(data)])],
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Unknown profile."),
    };
}
