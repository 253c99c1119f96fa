using System;

namespace Microsoft.Bot.Builder;

/// <summary>One page of a longer list. Stands for <c>Microsoft.Bot.Builder.PagedResult&lt;T&gt;</c>.</summary>
public class PagedResult<T>
{
    public T[] Items { get; set; } = Array.Empty<T>();

    /// <summary>Asks for the next page; null on the last one.</summary>
    public string ContinuationToken { get; set; }
}
