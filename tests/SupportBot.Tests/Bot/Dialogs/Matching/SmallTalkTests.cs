using SupportBot.Bot.Dialogs.Matching;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class SmallTalkTests
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "hi there", "greeting" }, { "Good morning!", "greeting" }, { "hello, where is my order", "" },
        { "thx so much", "thanks" }, { "thank you", "thanks" }, { "thanks for nothing", "" },
        { "bye for now", "goodbye" }, { "see ya", "goodbye" }, { "goodbye to my parcel", "" },
        { "nvm", "never mind" }, { "oh never mind", "never mind" }, { "forget it", "never mind" }, { "never mind the first one, where is the lamp", "" },
        { "yes please", "yes" }, { "sure thing", "yes" }, { "yes it was blue", "" },
        { "no thanks", "no" }, { "nope", "no" }, { "no number was given to me", "" },
        { "idk", "unsure" }, { "I don't remember", "unsure" }, { "I don't know where my parcel is", "" },
        { "got it", "acknowledged" }, { "ok", "acknowledged" }, { "ok where is it", "" },
        { "ok sorry", "apology" }, { "my bad", "apology" }, { "sorry but it never came", "" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Message_OfOneKind_IsOfThatKindAlone(string message, string kind)
    {
        var found = new (string Kind, bool Is)[]
        {
            ("greeting", SmallTalk.IsGreeting(message)), ("thanks", SmallTalk.IsThanks(message)), ("goodbye", SmallTalk.IsGoodbye(message)),
            ("never mind", SmallTalk.IsNeverMind(message)), ("yes", SmallTalk.IsYes(message)), ("no", SmallTalk.IsNo(message)),
            ("unsure", SmallTalk.IsUnsure(message)), ("acknowledged", SmallTalk.IsAcknowledged(message)), ("apology", SmallTalk.IsApology(message)),
        };

        if (kind.Length == 0)
            Assert.DoesNotContain(found, one => one.Is);
        else
            Assert.Contains((kind, true), found);
    }
}
