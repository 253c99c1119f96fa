namespace Microsoft.Rest;

/// <summary>One group of a service's operations. Stands for <c>Microsoft.Rest.IServiceOperations&lt;T&gt;</c>.</summary>
public interface IServiceOperations<T>
{
    T Client { get; }
}
