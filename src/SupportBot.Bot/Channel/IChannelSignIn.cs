using Microsoft.Bot.Builder;

namespace SupportBot.Bot.Channel;

/// <summary>Signs customers in with the account that their channel knows them by, and binds the conversation to whom it proves.
/// It stands in the turn's state, or doesn't. Callers may be concurrent.</summary>
public interface IChannelSignIn
{
    /// <summary>Uses the sign-in of an earlier day, or asks for one.</summary>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<SignInResult> BeginAsync(ITurnContext turn, CancellationToken ct);

    /// <summary>Goes on with what the channel sends about a sign-in, and answers the invoke.</summary>
    /// <returns>What it came to; <see cref="SignInResult.Asked"/> while the channel must try another way.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<SignInResult> ContinueAsync(ITurnContext turn, CancellationToken ct);
}

/// <summary>How far a sign-in got.</summary>
public enum SignInResult
{
    /// <summary>This conversation has no such sign-in: another channel, a group, a tenant that doesn't count.</summary>
    NotHere,

    /// <summary>The customer was asked to sign in.</summary>
    Asked,

    /// <summary>The conversation is bound to the customer now.</summary>
    SignedIn,

    /// <summary>The sign-in proves no customer of the shop, or failed.</summary>
    Refused,
}
