namespace Microsoft.Bot.Builder;

/// <summary>A named property of a state. Stands for <c>Microsoft.Bot.Builder.IStatePropertyInfo</c>.</summary>
public interface IStatePropertyInfo
{
    string Name { get; }
}
