using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>Gives skills conversation ids that lead back to the caller's. Stands for <c>Microsoft.Bot.Builder.Skills.SkillConversationIdFactoryBase</c>.</summary>
public abstract class SkillConversationIdFactoryBase
{
    [Obsolete("Method is deprecated, please use CreateSkillConversationIdAsync() with SkillConversationIdFactoryOptions instead.", false)]
    public virtual Task<string> CreateSkillConversationIdAsync(ConversationReference conversationReference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Override the method that takes options.");

    public virtual Task<string> CreateSkillConversationIdAsync(SkillConversationIdFactoryOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The factory does not make ids.");

    [Obsolete("Method is deprecated, please use GetSkillConversationReferenceAsync() instead.", false)]
    public virtual Task<ConversationReference> GetConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Override GetSkillConversationReferenceAsync.");

    public virtual Task<SkillConversationReference> GetSkillConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The factory does not find references.");

    public abstract Task DeleteConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken);
}
