namespace Microsoft.Bot.Builder;

/// <summary>A stored object that knows its version. Stands for <c>Microsoft.Bot.Builder.IStoreItem</c>.</summary>
public interface IStoreItem
{
    /// <summary>The version that was read; <c>*</c> overwrites whatever is there.</summary>
    string ETag { get; set; }
}
