namespace Microsoft.Bot.Schema;

/// <summary>What the bot tells those who debug it. Stands for <c>Microsoft.Bot.Schema.ITraceActivity</c>.</summary>
public interface ITraceActivity : IActivity
{
    string Label { get; set; }

    string Name { get; set; }

    ConversationReference RelatesTo { get; set; }

    object Value { get; set; }

    string ValueType { get; set; }
}
