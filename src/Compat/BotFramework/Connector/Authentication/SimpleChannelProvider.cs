using System;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A channel provider with a fixed value. Stands for <c>Microsoft.Bot.Connector.Authentication.SimpleChannelProvider</c>.</summary>
public class SimpleChannelProvider : IChannelProvider
{
    public SimpleChannelProvider()
    {
    }

    public SimpleChannelProvider(string channelService) => ChannelService = channelService;

    public string ChannelService { get; set; }

    public Task<string> GetChannelServiceAsync() => Task.FromResult(ChannelService);

    public bool IsGovernment() => string.Equals(GovernmentAuthenticationConstants.ChannelService, ChannelService, StringComparison.OrdinalIgnoreCase);

    public bool IsPublicAzure() => string.IsNullOrEmpty(ChannelService);
}
