namespace Microsoft.Bot.Schema;

/// <summary>The conversation goes to somebody else. Stands for <c>Microsoft.Bot.Schema.IHandoffActivity</c>.</summary>
public interface IHandoffActivity : IActivity
{
}
