using System;
using System.Net.Http;
using Microsoft.Identity.Client;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Builds the MSAL applications that acquire tokens.</summary>
internal static class ClientApplications
{
    public static IConfidentialClientApplication Create(string appId, Uri authority, bool validateAuthority, HttpClient httpClient, Action<ConfidentialClientApplicationBuilder> identify)
    {
        // Credentials are made anew in every turn; a cache of their own would ask for a token in every turn, too.
        var builder = ConfidentialClientApplicationBuilder.Create(appId)
            .WithAuthority(authority, validateAuthority)
            .WithCacheOptions(CacheOptions.EnableSharedCacheOptions);
        identify(builder);
        if (httpClient != null)
            builder.WithHttpClientFactory(new ConstantHttpClientFactory(httpClient));
        return builder.Build();
    }
}
