namespace Microsoft.Bot.Schema;

/// <summary>The answer to an <c>application/search</c> invoke. Stands for <c>Microsoft.Bot.Schema.SearchInvokeResponse</c>.</summary>
public class SearchInvokeResponse : AdaptiveCardInvokeResponse
{
}
