using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Channels.DirectLine;

/// <summary>A key that Direct Line tokens are checked with; the newest signs them, too.</summary>
/// <param name="Id">The <c>kid</c> of its tokens.</param>
/// <param name="MadeAt"><c>null</c> for the key of a version that didn't write it down.</param>
/// <param name="RetiredAt">When another took over; <c>null</c> while it signs.</param>
internal sealed record DirectLineKey(string Id, SymmetricSecurityKey Value, DateTimeOffset? MadeAt, DateTimeOffset? RetiredAt)
{
    /// <summary>The longest that <see cref="DirectLineOptions.TokenLifetime"/> may be, and what instances need to notice a new key.</summary>
    public static readonly TimeSpan MaxTokenLife = TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1);

    /// <summary>From when on no token of it can be valid any more; <c>null</c> while it signs.</summary>
    public DateTimeOffset? EndsAt => RetiredAt + MaxTokenLife;
}
