using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>A turn context whose activity is seen as one kind. Stands for <c>Microsoft.Bot.Builder.ITurnContext&lt;T&gt;</c>.</summary>
public interface ITurnContext<T> : ITurnContext
    where T : IActivity
{
    new T Activity { get; }
}
