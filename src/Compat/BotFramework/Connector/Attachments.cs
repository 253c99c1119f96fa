using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>What can be done with uploaded files, over REST. Stands for <c>Microsoft.Bot.Connector.Attachments</c>.</summary>
public class Attachments : IServiceOperations<ConnectorClient>, IAttachments
{
    // Views are public addresses: they are fetched without the bot's credentials.
    private static readonly Lazy<HttpClient> PublicClient = new Lazy<HttpClient>();

    public Attachments(ConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public ConnectorClient Client { get; private set; }

    public async Task<HttpOperationResponse<AttachmentInfo>> GetAttachmentInfoWithHttpMessagesAsync(string attachmentId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(attachmentId, nameof(attachmentId));
        return await new RestCall(Client, HttpMethod.Get, $"v3/attachments/{RestCall.Escape(attachmentId)}")
            .SendAsync<AttachmentInfo>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<Stream>> GetAttachmentWithHttpMessagesAsync(string attachmentId, string viewId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(attachmentId, nameof(attachmentId));
        RestCall.Require(viewId, nameof(viewId));
        return await new RestCall(Client, HttpMethod.Get, ViewPath(attachmentId, viewId))
            .Accept(HttpStatusCode.OK, HttpStatusCode.MovedPermanently, HttpStatusCode.Redirect)
            .ReadHeadersOnly()
            .SendAsync(customHeaders, cancellationToken, response => response.StatusCode == HttpStatusCode.OK
                ? response.Content.ReadAsStreamAsync(cancellationToken)
                : Task.FromResult<Stream>(null)).ConfigureAwait(false);
    }

    public string GetAttachmentUri(string attachmentId, string viewId = "original")
    {
        RestCall.Require(attachmentId, nameof(attachmentId));
        var service = Client.BaseUri.AbsoluteUri;
        return service + (service.EndsWith('/') ? string.Empty : "/") + ViewPath(attachmentId, viewId);
    }

    public Task<Stream> GetAttachmentStreamAsync(string attachmentId, string viewId = "original") =>
        PublicClient.Value.GetStreamAsync(new Uri(GetAttachmentUri(attachmentId, viewId)));

    private static string ViewPath(string attachmentId, string viewId) => $"v3/attachments/{RestCall.Escape(attachmentId)}/views/{RestCall.Escape(viewId)}";
}
