using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Makes activities from text or from structured templates' results. Stands for <c>Microsoft.Bot.Builder.ActivityFactory</c>.</summary>
public class ActivityFactory
{
    private const string TypeName = "lgType";
    private const string AdaptiveCard = "adaptivecard";
    private const string AdaptiveCardType = "application/vnd.microsoft.card.adaptive";

    private static readonly Dictionary<string, string> _cardTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HeroCard)] = HeroCard.ContentType,
        [nameof(ThumbnailCard)] = ThumbnailCard.ContentType,
        [nameof(AudioCard)] = AudioCard.ContentType,
        [nameof(VideoCard)] = VideoCard.ContentType,
        [nameof(AnimationCard)] = AnimationCard.ContentType,
        [nameof(SigninCard)] = SigninCard.ContentType,
        [nameof(OAuthCard)] = OAuthCard.ContentType,
        [nameof(ReceiptCard)] = ReceiptCard.ContentType,
    };

    /// <summary>Makes an activity of a text, an activity, a card or an attachment; what is none of them becomes text.</summary>
    public static Activity FromObject(object lgResult)
    {
        if (lgResult is string text)
        {
            return FromText(text);
        }

        try
        {
            return FromStructure(JObject.FromObject(lgResult));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return FromText(lgResult?.ToString());
        }
    }

    private static Activity FromText(string text)
    {
        var spoken = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        var message = (Activity)Activity.CreateMessageActivity();
        message.Text = spoken;
        message.Speak = spoken;
        return message;
    }

    private static Activity FromStructure(JObject structure)
    {
        var type = TypeOf(structure);
        if (_cardTypes.ContainsKey(type) || Is(type, nameof(Attachment)))
        {
            return (Activity)MessageFactory.Attachment(AttachmentOf(structure));
        }

        if (!Is(type, nameof(Activity)))
        {
            return FromText(structure.ToString());
        }

        var activity = ActivityOf(structure);
        if (activity.Type == ActivityTypesEx.InvokeResponse && activity.Value is not null)
        {
            activity.Value = JObject.FromObject(activity.Value).ToObject<InvokeResponse>();
        }

        return activity;
    }

    private static Activity ActivityOf(JObject structure)
    {
        var activity = new JObject { ["type"] = ActivityTypes.Message };
        foreach (var (name, value) in Properties(structure).Where(property => property.Name != TypeName))
        {
            if (Is(name, "attachments"))
            {
                activity["attachments"] = JArray.FromObject(ListOf(value).OfType<JObject>().Select(AttachmentOf));
            }
            else if (Is(name, "suggestedActions"))
            {
                activity["suggestedActions"] = JObject.FromObject(new SuggestedActions(actions: ListOf(value).Select(ActionOf).ToList()));
            }
            else
            {
                activity[name] = value;
            }
        }

        return activity.ToObject<Activity>();
    }

    private static Attachment AttachmentOf(JObject structure)
    {
        var type = TypeOf(structure);
        if (_cardTypes.TryGetValue(type, out var cardType))
        {
            return new Attachment(cardType, content: CardOf(cardType, structure));
        }

        return type switch
        {
            AdaptiveCard => new Attachment(AdaptiveCardType, content: structure),
            _ when Is(type, nameof(Attachment)) => PlainAttachmentOf(structure),
            _ => new Attachment(type, content: structure),
        };
    }

    private static Attachment PlainAttachmentOf(JObject structure)
    {
        var attachment = new JObject();
        foreach (var (name, value) in Properties(structure))
        {
            if (Is(name, "contentType"))
            {
#pragma warning disable CA1308 // Content types are written in lower case.
                var type = value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
                attachment["contentType"] = _cardTypes.TryGetValue(type, out var cardType) ? cardType : type == AdaptiveCard ? AdaptiveCardType : type;
            }
            else
            {
                attachment[name] = value;
            }
        }

        return attachment.ToObject<Attachment>();
    }

    private static JObject CardOf(string cardType, JObject structure)
    {
        var hasImages = cardType is HeroCard.ContentType or ThumbnailCard.ContentType;
        var card = new JObject();
        foreach (var (given, value) in Properties(structure))
        {
#pragma warning disable CA1308 // Cards' properties are written in lower case.
            var name = given.ToLowerInvariant();
#pragma warning restore CA1308
            switch (name)
            {
                case "tap":
                    card[name] = JToken.FromObject(ActionOf(value));
                    break;

                case "image" or "images" when hasImages:
                    AddAll(card, "images", ListOf(value).Select(UrlOf));
                    break;

                case "image" or "images":
                    card["image"] = UrlOf(value);
                    break;

                case "media":
                    AddAll(card, name, ListOf(value).Select(UrlOf));
                    break;

                case "buttons":
                    AddAll(card, name, ListOf(value).Select(button => JObject.FromObject(ActionOf(button))));
                    break;

                case "autostart" or "shareable" or "autoloop":
                    card[name] = TextOf(value) is { } text && bool.TryParse(text, out var flag) ? flag : value;
                    break;

                default:
                    card[name] = value;
                    break;
            }
        }

        return card;
    }

    private static CardAction ActionOf(JToken value)
    {
        if (TextOf(value) is { } text)
        {
            return new CardAction(type: ActionTypes.ImBack, value: text, title: text);
        }

        if (value is not JObject structure || !Is(TypeOf(structure), nameof(CardAction)))
        {
            return new CardAction();
        }

        var action = new JObject { ["type"] = ActionTypes.ImBack };
        foreach (var (name, property) in Properties(structure))
        {
            action[name] = property;
        }

        return action.ToObject<CardAction>();
    }

    private static IEnumerable<(string Name, JToken Value)> Properties(JObject structure) =>
        structure.Properties().Select(property => (property.Name.Trim(), property.Value));

    private static void AddAll(JObject card, string name, IEnumerable<JToken> items)
    {
        var list = card[name] as JArray;
        if (list is null)
        {
            card[name] = list = new JArray();
        }

        foreach (var item in items)
        {
            list.Add(item);
        }
    }

    private static JToken UrlOf(JToken item) => TextOf(item) is { } url ? new JObject { ["url"] = url } : item ?? new JObject();

    private static IEnumerable<JToken> ListOf(JToken value) => value is null ? Enumerable.Empty<JToken>() : value is JArray list ? list : new[] { value };

    private static string TextOf(JToken value) => value is JValue { Type: JTokenType.String } ? value.Value<string>().Trim() : null;

    private static string TypeOf(JObject structure)
    {
        var type = structure[TypeName]?.ToString().Trim();
#pragma warning disable CA1308 // A type that is none of ours becomes the attachment's content type, in lower case.
        return (string.IsNullOrEmpty(type) ? structure["type"]?.ToString().Trim() : type)?.ToLowerInvariant() ?? string.Empty;
#pragma warning restore CA1308
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
