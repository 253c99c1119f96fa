using System.Collections.Generic;

namespace Microsoft.Bot.Schema;

/// <summary>Reactions were added to a message or removed. Stands for <c>Microsoft.Bot.Schema.IMessageReactionActivity</c>.</summary>
public interface IMessageReactionActivity : IActivity
{
    IList<MessageReaction> ReactionsAdded { get; set; }

    IList<MessageReaction> ReactionsRemoved { get; set; }
}
