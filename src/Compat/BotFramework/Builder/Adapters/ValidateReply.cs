using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>Compares a reply with the expected one and throws where they differ. Stands for <c>Microsoft.Bot.Builder.Adapters.ValidateReply</c>.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);
