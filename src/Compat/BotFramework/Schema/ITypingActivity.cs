namespace Microsoft.Bot.Schema;

/// <summary>Somebody is typing. Stands for <c>Microsoft.Bot.Schema.ITypingActivity</c>.</summary>
public interface ITypingActivity : IActivity
{
}
