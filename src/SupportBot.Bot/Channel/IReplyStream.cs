namespace SupportBot.Bot.Channel;

/// <summary>Shows a reply while it is being worded, where the channel can. It stands in the turn's state, or doesn't.</summary>
public interface IReplyStream
{
    /// <summary>Shows the beginning of the reply. Returns at once; what is shown may be lost.</summary>
    /// <param name="textSoFar">Checked and with its facts filled in; each time longer, and each a beginning of the reply.</param>
    void Show(string textSoFar);
}
