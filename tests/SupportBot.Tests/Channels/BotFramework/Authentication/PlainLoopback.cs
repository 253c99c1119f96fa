using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SupportBot.Tests.Channels.BotFramework.Authentication;

/// <summary>Lets a bot reach <see cref="LoopbackIssuer.SecureMetadataUrl"/>: https to this machine is spoken without a
/// certificate, and the server is told so as by a proxy.</summary>
internal sealed class PlainLoopback : DelegatingHandler
{
    public static void Surround(WebApplicationBuilder builder) =>
        builder.Services.AddHttpClient(Options.DefaultName).AddHttpMessageHandler(() => new PlainLoopback());

    public static bool Takes(Uri address) => address is { IsLoopback: true, Scheme: "https" };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Takes(request.RequestUri!))
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp }.Uri;
            request.Headers.Add("X-Forwarded-Proto", Uri.UriSchemeHttps);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
