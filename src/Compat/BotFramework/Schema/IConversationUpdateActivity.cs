using System.Collections.Generic;

namespace Microsoft.Bot.Schema;

/// <summary>Members, topic or disclosure of a conversation changed. Stands for <c>Microsoft.Bot.Schema.IConversationUpdateActivity</c>.</summary>
public interface IConversationUpdateActivity : IActivity
{
    bool? HistoryDisclosed { get; set; }

    IList<ChannelAccount> MembersAdded { get; set; }

    IList<ChannelAccount> MembersRemoved { get; set; }

    string TopicName { get; set; }
}
