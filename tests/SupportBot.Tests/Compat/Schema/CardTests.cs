using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

public class CardTests
{
    [Fact]
    public void ToAttachment_EachCard_HasItsContentType()
    {
        Assert.Equal(
            ["animation", "audio", "hero", "oauth", "receipt", "signin", "thumbnail", "video"],
            new[]
            {
                new AnimationCard().ToAttachment(), new AudioCard().ToAttachment(), new HeroCard().ToAttachment(), new OAuthCard().ToAttachment(),
                new ReceiptCard().ToAttachment(), new SigninCard().ToAttachment(), new ThumbnailCard().ToAttachment(), new VideoCard().ToAttachment(),
            }.Select(attachment => attachment.ContentType["application/vnd.microsoft.card.".Length..]));
    }

    [Fact]
    public void ToAttachment_OfCard_HoldsTheCardItself()
    {
        var card = new HeroCard("title");

        Assert.Same(card, card.ToAttachment().Content);
    }

    [Fact]
    public void CardAction_FromText_IsTitleAndValue()
    {
        CardAction action = "yes";

        Assert.Equal(("yes", "yes", null), (action.Title, action.Value, action.Type));
        Assert.Equal(("yes", "yes"), (CardAction.FromString("yes").Title, CardAction.FromString("yes").Value));
    }

    [Fact]
    public void SigninCard_Create_HasOneButton()
    {
        var card = SigninCard.Create("please", "Sign in", "https://login");

        var button = Assert.Single(card.Buttons);
        Assert.Equal(("please", ActionTypes.Signin, "Sign in", "https://login"), (card.Text, button.Type, button.Title, button.Value));
    }

    [Fact]
    public void SuggestedActions_FromSequences_HoldThem()
    {
        var actions = new SuggestedActions(new[] { "u" }.Where(_ => true), new[] { new CardAction() }.Where(_ => true));

        Assert.Equal(["u"], actions.To);
        Assert.Single(actions.Actions);
    }

    [Fact]
    public void ConversationReference_FromCulture_TakesItsName() =>
        Assert.Equal("de-CH", new ConversationReference(CultureInfo.GetCultureInfo("de-CH"), "a").Locale);

    [Fact]
    public void MicrosoftPay_InTestMode_SaysSo()
    {
        Assert.Equal("TEST", new MicrosoftPayMethodData("m", [], [], testMode: true).Mode);
        Assert.Null(JObject.Parse(JsonConvert.SerializeObject(new MicrosoftPayMethodData { MerchantId = "m" }))["mode"]);
        Assert.Equal([MicrosoftPayMethodData.MethodName], new MicrosoftPayMethodData().ToPaymentMethodData().SupportedMethods);
    }

    [Fact]
    public void TokenResponse_WithMoreThanWeKnow_KeepsIt()
    {
        const string json = """{"channelId":"c","connectionName":"n","token":"t","expiration":"e","more":1}""";

        Assert.Equal(json, JsonConvert.SerializeObject(JsonConvert.DeserializeObject<TokenResponse>(json)));
    }
}
