namespace Microsoft.Bot.Schema;

/// <summary>A call by name that waits for its answer. Stands for <c>Microsoft.Bot.Schema.IInvokeActivity</c>.</summary>
public interface IInvokeActivity : IActivity
{
    string Name { get; set; }

    ConversationReference RelatesTo { get; set; }

    object Value { get; set; }
}
