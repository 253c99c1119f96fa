namespace Microsoft.Bot.Schema;

/// <summary>A message was deleted. Stands for <c>Microsoft.Bot.Schema.IMessageDeleteActivity</c>.</summary>
public interface IMessageDeleteActivity : IActivity
{
}
