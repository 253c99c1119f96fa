namespace SupportBot.Turns;

/// <summary>Sends every call of the SDK to hosts outside through its host's circuit: replies, typing, private chats, sign-in.
/// The answer is read here, so that one that drips counts as late.</summary>
internal sealed class ChannelCallHandler(ChannelCircuits circuits) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        circuits.Of(request.RequestUri!.Authority).SendAsync(ct => ReadAsync(request, ct), cancellationToken);

    private async Task<HttpResponseMessage> ReadAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        try
        {
            await response.Content.LoadIntoBufferAsync(ChannelCircuits.MaxAnswerBytes, ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
