namespace Microsoft.Bot.Schema;

/// <summary>Something happened that is no message. Stands for <c>Microsoft.Bot.Schema.IEventActivity</c>.</summary>
public interface IEventActivity : IActivity
{
    string Name { get; set; }

    ConversationReference RelatesTo { get; set; }

    object Value { get; set; }
}
