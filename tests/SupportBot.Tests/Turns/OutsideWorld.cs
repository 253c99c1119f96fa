using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Tests.Channels.BotFramework.Authentication;

namespace SupportBot.Tests.Turns;

/// <summary>
/// All that a bot calls: Entra's token endpoints, the identity endpoint of an Azure machine, and every channel's
/// connector; the providers' keys are asked for on this machine. Keeps what was asked of whom, with which token.
/// </summary>
internal sealed class OutsideWorld : HttpMessageHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeEntraHandler _entra = new();
    private readonly HttpMessageInvoker _toEntra;
    private readonly HttpMessageInvoker _toThisMachine = new(new PlainLoopback { InnerHandler = new SocketsHttpHandler() });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Call>> _awaited = new();

    public OutsideWorld() => _toEntra = new HttpMessageInvoker(_entra, disposeHandler: false);

    /// <summary>Where tokens were asked for, and with what.</summary>
    public IReadOnlyList<(Uri Address, string Body)> TokenRequests => _entra.TokenRequests;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Makes a bot call into here instead of the network.</summary>
    public void Surround(WebApplicationBuilder builder) =>
        builder.Services.AddHttpClient(Options.DefaultName).ConfigurePrimaryHttpMessageHandler(() => this);

    /// <summary>The first call that a connector got for a conversation.</summary>
    public Task<Call> FirstCallForAsync(string conversationId) => Awaited(conversationId).Task.WaitAsync(Patience);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (PlainLoopback.Takes(address))
            return await _toThisMachine.SendAsync(request, cancellationToken);
        if (address.Host.StartsWith("login.", StringComparison.Ordinal) || address.Host == "169.254.169.254")
            return await _toEntra.SendAsync(request, cancellationToken);

        var call = new Call(address, request.Headers.Authorization?.ToString());
        Calls.Enqueue(call);
        if (address.Segments is [_, .., "conversations/", var conversation, "activities/", _])
            Awaited(Uri.UnescapeDataString(conversation.TrimEnd('/'))).TrySetResult(call);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"1"}""", Encoding.UTF8, "application/json") };
    }

    private TaskCompletionSource<Call> Awaited(string conversationId) =>
        _awaited.GetOrAdd(conversationId, _ => new TaskCompletionSource<Call>(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>A call of a connector. <paramref name="Authorization"/> is the header as sent.</summary>
    public sealed record Call(Uri Address, string? Authorization);
}
