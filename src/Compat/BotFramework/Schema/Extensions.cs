namespace Microsoft.Bot.Schema;

/// <summary>Makes attachments of cards. Stands for <c>Microsoft.Bot.Schema.Extensions</c>.</summary>
public static class Extensions
{
    public static Attachment ToAttachment(this AnimationCard card) => CreateAttachment(card, AnimationCard.ContentType);

    public static Attachment ToAttachment(this AudioCard card) => CreateAttachment(card, AudioCard.ContentType);

    public static Attachment ToAttachment(this HeroCard card) => CreateAttachment(card, HeroCard.ContentType);

    public static Attachment ToAttachment(this OAuthCard card) => CreateAttachment(card, OAuthCard.ContentType);

    public static Attachment ToAttachment(this ReceiptCard card) => CreateAttachment(card, ReceiptCard.ContentType);

    public static Attachment ToAttachment(this SigninCard card) => CreateAttachment(card, SigninCard.ContentType);

    public static Attachment ToAttachment(this ThumbnailCard card) => CreateAttachment(card, ThumbnailCard.ContentType);

    public static Attachment ToAttachment(this VideoCard card) => CreateAttachment(card, VideoCard.ContentType);

    private static Attachment CreateAttachment(object card, string contentType) => new Attachment { Content = card, ContentType = contentType };
}
