namespace Microsoft.Bot.Builder;

/// <summary>An invoke's answer with a typed body. Stands for <c>Microsoft.Bot.Builder.InvokeResponse&lt;T&gt;</c>.</summary>
public class InvokeResponse<T> : InvokeResponse
{
    public new T Body
    {
        get => (T)base.Body;
        set => base.Body = value;
    }
}
