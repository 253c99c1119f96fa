namespace Microsoft.Bot.Schema;

/// <summary>A message was changed. Stands for <c>Microsoft.Bot.Schema.IMessageUpdateActivity</c>.</summary>
public interface IMessageUpdateActivity : IMessageActivity
{
}
