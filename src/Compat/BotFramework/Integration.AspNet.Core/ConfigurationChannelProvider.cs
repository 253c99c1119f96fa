using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Bot.Builder.BotFramework;

/// <summary>The channel provider that the configuration describes. Stands for <c>Microsoft.Bot.Builder.BotFramework.ConfigurationChannelProvider</c>.</summary>
public sealed class ConfigurationChannelProvider : SimpleChannelProvider
{
    public const string ChannelServiceKey = "ChannelService";

    public ConfigurationChannelProvider(IConfiguration configuration) => ChannelService = configuration.GetSection(ChannelServiceKey)?.Value;
}
