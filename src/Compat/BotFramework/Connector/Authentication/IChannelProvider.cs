using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Says which cloud the channels live in. Stands for <c>Microsoft.Bot.Connector.Authentication.IChannelProvider</c>.</summary>
public interface IChannelProvider
{
    Task<string> GetChannelServiceAsync();

    bool IsGovernment();

    bool IsPublicAzure();
}
