using System.Net.Sockets;

namespace SupportBot.Hosting;

/// <summary>Who asks, as far as the network tells.</summary>
internal static class ClientAddress
{
    private const int Ipv6SiteBytes = 8;

    /// <summary>IPv6 gives everybody a site of addresses, so a site counts as one.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6SiteBytes))
            : address.ToString();
    }
}
