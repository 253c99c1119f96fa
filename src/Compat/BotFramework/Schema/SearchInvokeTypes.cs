namespace Microsoft.Bot.Schema;

/// <summary>Kinds of searches. Stands for <c>Microsoft.Bot.Schema.SearchInvokeTypes</c>.</summary>
public static class SearchInvokeTypes
{
    public const string Search = "search";

    public const string SearchAnswer = "searchAnswer";

    public const string Typeahead = "typeahead";
}
