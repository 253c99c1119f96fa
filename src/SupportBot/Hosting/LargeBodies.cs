namespace SupportBot.Hosting;

/// <summary>How many large bodies one address may have coming in at the same time: each is in memory until its request is
/// answered, and takes some 20 times as much while it is read as JSON. Callers may be concurrent.</summary>
internal sealed class LargeBodies
{
    /// <summary>A body up to this size isn't large: nearly all are.</summary>
    public const int MaxSmallBytes = 64 * 1024;

    public const int MaxOfAnAddress = 32;

    private readonly Places _places = new(int.MaxValue, MaxOfAnAddress);

    /// <summary>Takes a place for the body of a request until it is answered.</summary>
    /// <exception cref="BadHttpRequestException">None is free, 429.</exception>
    public void Enter(HttpContext context) => context.Response.RegisterForDispose(
        _places.Take(ClientAddress.Of(context)) ?? throw new BadHttpRequestException("Too much comes from your network at once; please wait a little.", StatusCodes.Status429TooManyRequests));
}
