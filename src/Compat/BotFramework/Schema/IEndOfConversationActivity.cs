namespace Microsoft.Bot.Schema;

/// <summary>The conversation has ended. Stands for <c>Microsoft.Bot.Schema.IEndOfConversationActivity</c>.</summary>
public interface IEndOfConversationActivity : IActivity
{
    string Code { get; set; }

    string Text { get; set; }
}
