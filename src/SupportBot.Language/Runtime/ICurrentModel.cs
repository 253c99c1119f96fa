using Microsoft.Extensions.AI;

namespace SupportBot.Language.Runtime;

/// <summary>The model that answers now, if any. Callers may be concurrent.</summary>
internal interface ICurrentModel
{
    /// <summary><c>null</c> while none is loaded, after it failed, and with <see cref="LlmOptions.None"/>.</summary>
    LoadedModel? Current { get; }
}

/// <param name="Name">Name and version, unique for its weights: part of the key of cached texts.</param>
/// <param name="Client">Throws <see cref="Core.Conversation.LanguageUnavailableException"/> when it can't answer in time.</param>
/// <param name="Profile">How prompts are written for it.</param>
internal sealed record LoadedModel(string Name, IChatClient Client, PromptProfile Profile);

/// <summary>How prompts are written for a model.</summary>
internal enum PromptProfile
{
    /// <summary>Ours: it was trained for the tasks, so that a word names each.</summary>
    BuiltIn,

    /// <summary>An instruction-tuned model in this process, with a system message.</summary>
    Chat,

    /// <summary>The same, but its template has no system message: instructions open the first user message.</summary>
    ChatWithoutSystem,

    /// <summary>An instruction-tuned model behind an endpoint, which knows JSON schemas and no grammar.</summary>
    Remote,
}
