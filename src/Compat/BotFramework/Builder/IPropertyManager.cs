namespace Microsoft.Bot.Builder;

/// <summary>Makes accessors to named properties. Stands for <c>Microsoft.Bot.Builder.IPropertyManager</c>.</summary>
public interface IPropertyManager
{
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}
