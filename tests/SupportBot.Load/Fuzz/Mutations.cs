namespace SupportBot.Load.Fuzz;

/// <summary>What is done to an activity. Each name says what, then « at » where.</summary>
internal static class Mutations
{
    private static readonly string[] ContentTypes =
    [
        "application/json", "text/plain", "text/html", "image/png", "video/mp4", "application/octet-stream", "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.teams.file.download.info", "application/vnd.microsoft.teams.card.o365connector", "", "x",
        .. ActivitySchema.Cards.Select(card => card.ContentType),
    ];

    private static readonly string[] ChannelData =
    [
        "clientActivityID", "clientTimestamp", "postBack", "streamType", "streamId", "streamSequence", "eventType", "feedbackLoop", "feedbackLoopEnabled", "tenant", "team", "channel", "settings", "notification", "meeting", "deliveryMode", "tags", "legacy",
    ];

    private static readonly string[] Types =
    [
        "message", "Message", "event", "invoke", "typing", "messageUpdate", "messageDelete", "conversationUpdate", "contactRelationUpdate", "endOfConversation", "deleteUserData", "installationUpdate", "messageReaction", "suggestion", "trace", "handoff", "command",
        "commandResult", "invokeResponse", "delay", "constructor", "",
    ];

    private static readonly Action<LooseJson, Random, int, List<string>>[] All =
    [
        Property, Property, Property, Property, Property, Property, Attachment, Attachment, Card, Card, Chain, Self, Duplicate, Case, NullEntry, Entity, ChannelDatum, Locale, Text, Remove, Type, Root, Anywhere, Escaped,
    ];

    /// <summary>Changes an activity in one to three ways.</summary>
    public static List<string> Apply(LooseJson activity, Random random, int index)
    {
        var done = new List<string>();
        for (var count = random.Next(6) switch { 0 => 3, 1 or 2 => 2, _ => 1 }; count > 0; count--)
            All[random.Next(All.Length)](activity, random, index, done);
        return done;
    }

    /// <summary>Changes any JSON.</summary>
    public static List<string> ApplyAnywhere(LooseJson body, Random random)
    {
        var done = new List<string>();
        Action<LooseJson, Random, int, List<string>>[] ways = [Anywhere, Anywhere, Anywhere, Duplicate, Case, Root, Remove, NullEntry];
        ways[random.Next(ways.Length)](body, random, 0, done);
        return done;
    }

    /// <summary>An odd value at a property that activities have; their index leads through all of them.</summary>
    private static void Property(LooseJson activity, Random random, int index, List<string> done)
    {
        // One that is prime to the number of paths reaches all of them, however the kinds of requests mix.
        var path = ActivitySchema.Paths[(int)((index * 7919L + random.Next(3)) % ActivitySchema.Paths.Count)];
        var (kind, value) = OddValues.Any(random);
        if (kind == OddValues.Metadata && random.Next(2) == 0)
            activity.Members!.Insert(0, new("$id", LooseJson.Of("\"1\"")));
        activity.SetAt(path, value);
        done.Add($"{kind} at {string.Join('.', path)}");
    }

    private static void Attachment(LooseJson activity, Random random, int index, List<string> done)
    {
        var attachment = LooseJson.Object();
        attachment.Set("contentType", LooseJson.Of(LooseJson.Quote(ContentTypes[random.Next(ContentTypes.Length)])));
        var (kind, value) = OddValues.Any(random);
        attachment.Set(random.Next(4) == 0 ? "contentUrl" : "content", value);
        activity.Set("attachments", LooseJson.List([.. Enumerable.Repeat(attachment, random.Next(1, 4))]));
        done.Add($"{kind} at attachments");
    }

    private static void Card(LooseJson activity, Random random, int index, List<string> done)
    {
        var (contentType, paths) = ActivitySchema.Cards[random.Next(ActivitySchema.Cards.Count)];
        var content = LooseJson.Object();
        var path = paths[random.Next(paths.Count)];
        var (kind, value) = OddValues.Any(random);
        content.SetAt(path, value);
        var attachment = LooseJson.Object();
        attachment.Set("contentType", LooseJson.Of(LooseJson.Quote(contentType)));
        attachment.Set("content", content);
        activity.Set("attachments", LooseJson.List(attachment));
        done.Add($"{kind} at {contentType} {string.Join('.', path)}");
    }

    /// <summary>Each action refers to the one before, twice: a small text that becomes a large one.</summary>
    private static void Chain(LooseJson activity, Random random, int index, List<string> done)
    {
        var actions = Enumerable.Range(0, random.Next(5, 30)).Select(i => i == 0
            ? """{"$id":"0","type":"imBack","title":"a","value":"a"}"""
            : string.Create(CultureInfo.InvariantCulture, $$$$"""{"$id":"{{{{i}}}}","type":"imBack","title":"a","value":{"a":{"$ref":"{{{{i - 1}}}}"},"b":{"$ref":"{{{{i - 1}}}}"}}}"""));
        activity.Set("suggestedActions", LooseJson.Of("{\"actions\":[" + string.Join(',', actions) + "]}"));
        done.Add("references at suggestedActions");
    }

    /// <summary>What holds itself.</summary>
    private static void Self(LooseJson activity, Random random, int index, List<string> done)
    {
        var target = random.Next(4);
        activity.Members!.Insert(0, new("$id", LooseJson.Of("\"1\"")));
        activity.Set(
            target switch { 0 => "value", 1 => "channelData", 2 => "attachments", _ => "entities" },
            LooseJson.Of(target switch
            {
                2 => """[{"$id":"2","contentType":"application/json","content":{"$ref":"2"}},{"contentType":"application/json","content":{"a":{"$ref":"1"}}}]""",
                3 => """[{"$id":"2","type":"mention","mentioned":{"$ref":"2"},"x":{"$ref":"1"}}]""",
                _ => """{"$ref":"1"}""",
            }));
        done.Add($"references at {(target == 2 ? "attachments" : "itself")}");
    }

    private static void Duplicate(LooseJson body, Random random, int index, List<string> done)
    {
        if (AnyMember(body, random) is not var (holder, at))
            return;
        var (kind, value) = OddValues.Any(random);
        holder.Add(holder.Members![at].Key, value);
        done.Add($"a second {kind} at {holder.Members[at].Key}");
    }

    private static void Case(LooseJson body, Random random, int index, List<string> done)
    {
        if (AnyMember(body, random) is not var (holder, at))
            return;
        var (name, value) = holder.Members![at];
        var spelled = random.Next(2) == 0 ? name.ToUpperInvariant() : char.ToUpperInvariant(name.FirstOrDefault('x')) + name[Math.Min(1, name.Length)..];
        if (random.Next(2) == 0)
            holder.Members[at] = new(spelled, value);
        else
            holder.Add(spelled, OddValues.Any(random).Value);
        done.Add($"another spelling at {name}");
    }

    private static void NullEntry(LooseJson body, Random random, int index, List<string> done)
    {
        var lists = body.All().Where(value => value.Items is not null).ToList();
        if (lists.Count > 0)
        {
            var list = lists[random.Next(lists.Count)];
            list.Items!.Insert(random.Next(list.Items.Count + 1), LooseJson.Of("null"));
        }
        else
        {
            string[] names = ["attachments", "entities", "membersAdded", "reactionsAdded", "textHighlights", "listenFor"];
            body.Set(names[random.Next(names.Length)], LooseJson.List(LooseJson.Of("null")));
        }

        done.Add("null in a list");
    }

    private static void Entity(LooseJson activity, Random random, int index, List<string> done)
    {
        string[] types = ["mention", "streaminfo", "ClientCapabilities", "clientInfo", "https://schema.org/Message", "GeoCoordinates", "Place", "ProductInfo", "BotMessageMetadata"];
        string[] names =
        [
            "mentioned", "text", "streamType", "streamId", "streamSequence", "locale", "timezone", "country", "platform", "requiresBotState", "@type", "@context", "@id", "additionalType", "citation", "potentialAction", "latitude", "address", "usageInfo",
        ];
        var entity = LooseJson.Object();
        entity.Set("type", LooseJson.Of(LooseJson.Quote(types[random.Next(types.Length)])));
        var (kind, value) = OddValues.Any(random);
        var name = names[random.Next(names.Length)];
        entity.Set(name, value);
        activity.Set("entities", LooseJson.List(entity));
        done.Add($"{kind} at entities {name}");
    }

    private static void ChannelDatum(LooseJson activity, Random random, int index, List<string> done)
    {
        var name = ChannelData[random.Next(ChannelData.Length)];
        var (kind, value) = OddValues.Any(random);
        activity.SetAt(["channelData", name], value);
        done.Add($"{kind} at channelData.{name}");
    }

    private static void Locale(LooseJson activity, Random random, int index, List<string> done)
    {
        activity.Set("locale", OddValues.Of(OddValues.Locale, random));
        done.Add("a locale");
    }

    private static void Text(LooseJson activity, Random random, int index, List<string> done)
    {
        var kind = random.Next(3) == 0 ? "long text" : "text";
        activity.Set("text", OddValues.Of(kind, random));
        done.Add($"{kind} at text");
    }

    private static void Remove(LooseJson body, Random random, int index, List<string> done)
    {
        if (AnyMember(body, random) is not var (holder, at))
            return;
        done.Add($"nothing at {holder.Members![at].Key}");
        holder.Members.RemoveAt(at);
    }

    private static void Type(LooseJson activity, Random random, int index, List<string> done)
    {
        activity.Set("type", LooseJson.Of(LooseJson.Quote(Types[random.Next(Types.Length)])));
        done.Add("another type");
    }

    /// <summary>Metadata of the serializer beside the properties.</summary>
    private static void Root(LooseJson body, Random random, int index, List<string> done)
    {
        string[] names = ["$id", "$ref", "$type", "$values", "__type", "$schema", "__proto__", "constructor", ""];
        var name = names[random.Next(names.Length)];
        var value = random.Next(2) == 0 ? LooseJson.Of("\"1\"") : OddValues.Any(random).Value;
        if (random.Next(2) == 0)
            body.Members!.Insert(0, new(name, value));
        else
            body.Add(name, value);
        done.Add($"metadata at «{name}»");
    }

    private static void Anywhere(LooseJson body, Random random, int index, List<string> done)
    {
        if (AnyMember(body, random) is not var (holder, at))
            return;
        var (kind, value) = OddValues.Any(random);
        done.Add($"{kind} at {holder.Members![at].Key}");
        holder.Members[at] = new(holder.Members[at].Key, value);
    }

    /// <summary>A date that is a text for one reader and a date for another, beside a property that nobody knows.</summary>
    private static void Escaped(LooseJson activity, Random random, int index, List<string> done)
    {
        activity.SetAt(["unknown", "[]", "deeper"], OddValues.Any(random).Value);
        activity.Set("value", OddValues.Of("date", random));
        done.Add("date at value");
    }

    private static (LooseJson Holder, int At)? AnyMember(LooseJson body, Random random)
    {
        var holders = body.All().Where(value => value.Members is { Count: > 0 }).ToList();
        if (holders.Count == 0)
            return null;
        var holder = holders[random.Next(holders.Count)];
        return (holder, random.Next(holder.Members!.Count));
    }
}
