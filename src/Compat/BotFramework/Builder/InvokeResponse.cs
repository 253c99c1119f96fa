namespace Microsoft.Bot.Builder;

/// <summary>Status and body with which an invoke is answered. Stands for <c>Microsoft.Bot.Builder.InvokeResponse</c>.</summary>
public class InvokeResponse
{
    public int Status { get; set; }

    public object Body { get; set; }

    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}
