using System.Net;

namespace SupportBot.Tests.Compat.Authentication;

/// <summary>Serves an issuer's documents under an address that no other test uses, so that what one test caches never meets another.</summary>
public sealed class FakeIssuerHandler(FakeTokenIssuer issuer) : HttpMessageHandler
{
    private readonly string _baseUrl = $"https://{Guid.NewGuid():N}.test";

    public string MetadataUrl => _baseUrl + "/metadata";

    public bool OutOfReach { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OutOfReach)
            throw new HttpRequestException("out of reach");

        var document = issuer.Document(_baseUrl, request.RequestUri!.AbsolutePath);
        return Task.FromResult(document is null
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(document) });
    }
}
