using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>Keeps skills' conversations in a storage. Stands for <c>Microsoft.Bot.Builder.Skills.SkillConversationIdFactory</c>.</summary>
public class SkillConversationIdFactory : SkillConversationIdFactoryBase
{
    private readonly IStorage _storage;

    public SkillConversationIdFactory(IStorage storage)
    {
        _storage = storage ?? throw new ArgumentNullException(nameof(storage));
    }

    public override async Task<string> CreateSkillConversationIdAsync(SkillConversationIdFactoryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var conversation = options.Activity.GetConversationReference();
        var id = string.Join('-', options.FromBotId, options.BotFrameworkSkill.AppId, conversation.Conversation.Id, conversation.ChannelId, "skillconvo");
        var reference = new SkillConversationReference { ConversationReference = conversation, OAuthScope = options.FromBotOAuthScope };
        await _storage.WriteAsync(new Dictionary<string, object> { [id] = JObject.FromObject(reference) }, cancellationToken).ConfigureAwait(false);
        return id;
    }

    public override async Task<SkillConversationReference> GetSkillConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(skillConversationId))
        {
            throw new ArgumentNullException(nameof(skillConversationId));
        }

        var found = await _storage.ReadAsync(new[] { skillConversationId }, cancellationToken).ConfigureAwait(false);
        return found.TryGetValue(skillConversationId, out var reference) ? ((JObject)reference).ToObject<SkillConversationReference>() : null;
    }

    public override async Task DeleteConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        await _storage.DeleteAsync(new[] { skillConversationId }, cancellationToken).ConfigureAwait(false);
}
