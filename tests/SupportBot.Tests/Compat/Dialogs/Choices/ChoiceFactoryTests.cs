using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs.Choices;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class ChoiceFactoryTests
{
    private static readonly List<Choice> Colors = [new("red"), new("green"), new("blue")];

    [Fact]
    public void Inline_ThreeChoices_NumbersAndJoinsThem()
    {
        var activity = ChoiceFactory.Inline(Colors, "select from:");
        Assert.Equal("select from: (1) red, (2) green, or (3) blue", activity.Text);
        Assert.Equal(InputHints.ExpectingInput, activity.InputHint);
    }

    [Fact]
    public void Inline_OptionsGiven_UsesThem()
    {
        var options = new ChoiceFactoryOptions("; ", " oder ", " oder auch ", includeNumbers: false);
        Assert.Equal("? red; green oder auch blue", ChoiceFactory.Inline(Colors, "?", options: options).Text);
        Assert.Equal("? red oder green", ChoiceFactory.Inline(Colors.Take(2).ToList(), "?", options: options).Text);
    }

    [Fact]
    public void List_Choices_StandBelowEachOther()
    {
        Assert.Equal("select from:\n\n   1. red\n   2. green\n   3. blue", ChoiceFactory.List(Colors, "select from:").Text);
        Assert.Equal(
            "select from:\n\n   - red\n   - green\n   - blue",
            ChoiceFactory.List(Colors, "select from:", options: new ChoiceFactoryOptions { IncludeNumbers = false }).Text);
    }

    [Fact]
    public void SuggestedAction_Choices_BecomeButtons()
    {
        var activity = ChoiceFactory.SuggestedAction(Colors, "select from:", null, null);

        Assert.Equal("select from:", activity.Text);
        Assert.Equal(["red", "green", "blue"], activity.SuggestedActions.Actions.Select(action => (string)action.Value));
        Assert.All(activity.SuggestedActions.Actions, action => Assert.Equal(ActionTypes.ImBack, action.Type));
    }

    [Fact]
    public void HeroCard_ChoicesWithActions_KeepsTheActions()
    {
        List<Choice> choices = [new("Post") { Action = new CardAction { Type = ActionTypes.PostBack, Title = "Post Action", Value = "Post Value" } }];

        var card = (HeroCard)ChoiceFactory.HeroCard(choices, "select from:").Attachments[0].Content;

        Assert.Equal("select from:", card.Text);
        var button = Assert.Single(card.Buttons);
        Assert.Equal((ActionTypes.PostBack, "Post Action", "Post Value"), (button.Type, button.Title, button.Value));
    }

    [Theory]
    [InlineData(Channels.Emulator, null, "suggested")]
    [InlineData(Channels.Webchat, null, "suggested")]
    [InlineData(Channels.Cortana, null, "card")]
    [InlineData(Channels.Msteams, "personal", "suggested")]
    [InlineData(Channels.Msteams, "groupChat", "card")]
    [InlineData(Channels.Test, null, "inline")]
    [InlineData(null, null, "inline")]
    public void ForChannel_ShortTitles_UsesWhatTheChannelShows(string? channel, string? conversationType, string expected)
    {
        var activity = ChoiceFactory.ForChannel(channel, Colors, "select from:", conversationType: conversationType, toList: ["user"]);

        var shown = activity.SuggestedActions != null ? "suggested" : activity.Attachments?.Count > 0 ? "card" : "inline";
        Assert.Equal(expected, shown);
        if (expected == "suggested")
        {
            Assert.Equal("user", Assert.Single(activity.SuggestedActions!.To));
        }
    }

    [Fact]
    public void ForChannel_LongTitlesOrManyChoices_ShowsAList()
    {
        List<Choice> longTitle = [new("a title that is longer than twenty characters")];
        var many = Enumerable.Range(1, 4).Select(n => new Choice($"choice {n}")).ToList();

        Assert.StartsWith("?\n\n   1. a title", ChoiceFactory.ForChannel(Channels.Emulator, longTitle, "?", null, null).Text, StringComparison.Ordinal);
        Assert.StartsWith("?\n\n   1. choice 1", ChoiceFactory.ForChannel(Channels.Test, many, "?", null, null).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToChoices_Null_IsEmpty()
    {
        Assert.Empty(ChoiceFactory.ToChoices(null));
        Assert.Equal("red", Assert.Single(ChoiceFactory.ToChoices(["red"])).Value);
    }
}
