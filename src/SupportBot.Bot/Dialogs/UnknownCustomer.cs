using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;

namespace SupportBot.Bot.Dialogs;

/// <summary>What is said to somebody who asks for their orders and is nobody's customer yet.</summary>
internal static class UnknownCustomer
{
    /// <summary>Finds the customer, with a sign-in where the channel has one.</summary>
    /// <returns><c>null</c> when there is none; then all that can be said was said, a colleague offered included.</returns>
    public static async Task<Customer?> FindOrTellAsync(this SignedInCustomer customers, ITurnContext turn, ConversationMemory memory, CancellationToken ct)
    {
        if (await customers.FindAsync(turn, ct) is { } customer)
            return customer;

        var question = MessageGuard.Clean(turn.Activity.Text).Text;
        var signedIn = turn.TurnState.Get<IChannelSignIn>() is { } signIn ? await signIn.BeginAsync(turn, ct) : SignInResult.NotHere;
        if (signedIn == SignInResult.SignedIn && await customers.FindAsync(turn, ct) is { } known)
            return known;
        // Whether by the sign-in or by a code: once it is known who asks, this is answered.
        memory.WaitingQuestion = question;
        if (signedIn != SignInResult.Asked)
            await TellAsync(turn, memory, question, ct);
        return null;
    }

    /// <summary>Says that the customer is unknown, how to change that, and offers a colleague.</summary>
    public static Task TellAsync(ITurnContext turn, ConversationMemory memory, string question, CancellationToken ct)
    {
        memory.Offer(question, []);
        // In the shop's own chat there is nothing to link: the shop itself says who somebody is.
        var words = turn.Activity.ChannelId == Channels.Directline ? "UnknownCustomer.InShop" : "UnknownCustomer";
        return turn.SendActivityAsync(OrderPicker.OfferHumanAfter(turn.Activity, words), ct);
    }
}
