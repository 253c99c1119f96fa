using Microsoft.Bot.Connector;

namespace SupportBot.Turns;

/// <summary>Makes a header value of the conversation's id, which the connector puts there as it is: HTTP sends nothing but ASCII and
/// fails on the rest.</summary>
internal sealed class ConversationHeader : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        const string name = ConversationConstants.ConversationIdHttpHeaderName;
        if (request.Headers.NonValidated.TryGetValues(name, out var ids) && ids.ToString() is var id && id.Any(character => character is < ' ' or > '~'))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, Uri.EscapeDataString(id));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
