namespace SupportBot.Tests.Turns;

/// <summary>What a message may hold besides its words when whoever sends it wants to do harm.</summary>
public static class OddActivities
{
    /// <summary>Properties that no activity has in that form.</summary>
    public static TheoryData<string> Unreadable { get; } =
    [
        """
        "reactionsAdded":{"$type":{"a":1}}
        """,
        """
        "localTimestamp":"0001-01-01T00:00:00+14:00"
        """,
        """
        "localTimestamp":"/Date(253402300800000)/"
        """,
        """
        "expiration":"9999-12-31T23:59:59-14:00"
        """,
        """
        "expiration":1e400
        """,
        """
        "value":"/Date(253402300800000)/"
        """,
        """
        "entities":[{"type":"x","at":"/Date(-99999999999999999)/"}]
        """,
        """
        "attachments":5
        """,
        """
        "attachments":{"0":{}}
        """,
        """
        "attachments":[[]]
        """,
        """
        "entities":"x"
        """,
        """
        "membersAdded":[5]
        """,
        """
        "suggestedActions":[{}]
        """,
        """
        "suggestedActions":{"actions":{"a":1}}
        """,
        """
        "textHighlights":7
        """,
        """
        "semanticAction":[1]
        """,
        """
        "relatesTo":"x"
        """,
        """
        "listenFor":{"a":1}
        """,
        """
        "historyDisclosed":"maybe"
        """,
        """
        "text":{"a":1}
        """,
        """
        "text":["a"]
        """,
        """
        "value":1,"value":2
        """,
        """
        "value":{"a\u0000":1}
        """,
        $"\"value\":[{string.Join(',', Enumerable.Repeat("[]", 300_000))}]",
        $"\"value\":{new string('9', 500)}",
        $"\"replyToId\":\"{new string('x', 2_000)}\"",
    ];

    /// <summary>Properties that are strange but no reason to leave the words unanswered.</summary>
    public static TheoryData<string> Readable { get; } =
    [
        """
        "value":"2026-02-30T25:61:61Z"
        """,
        """
        "value":{"$type":"System.Diagnostics.Process, System","$values":[1]},"channelData":{"__type":"x"}
        """,
        """
        "value":"a\u0000b"
        """,
        """
        "value":"\udc00\ud800"
        """,
        """
        "value":{"\ud800":1}
        """,
        """
        "channelData":{"a":["/Date(99999999999999999999)/"]}
        """,
        """
        "value":1e308
        """,
        """
        "value":[123456789012345678901234567890]
        """,
        """
        "channelData":5
        """,
        """
        "channelData":"x"
        """,
        """
        "channelData":[null]
        """,
        """
        "channelData":{"tenant":5,"eventType":{}}
        """,
        $"\"value\":{new string('[', 62)}{new string(']', 62)}",
        """
        "entities":[null,{},{"type":5},{"type":"mention","mentioned":5}]
        """,
        """
        "membersAdded":[null,{}]
        """,
        """
        "suggestedActions":{"actions":[null,{"title":null}]}
        """,
        """
        "locale":"x-klingon"
        """,
        """
        "locale":"a\u0000b"
        """,
        """
        "attachments":[null,{}]
        """,
        .. Contents("application/vnd.microsoft.card.hero", """[1]""", """ "x" """, """5""", """{"buttons":5}""", """{"buttons":[5,null,"x",{"title":{}}]}""", """{"buttons":{"title":"x"}}"""),
        .. Contents("application/vnd.microsoft.card.adaptive", """[1]""", """ "x" """, """true""", """{"body":5}""", """{"body":{"type":"Container"}}"""),
        .. Contents("application/vnd.microsoft.card.adaptive", """{"body":[5,null,{"type":{}}]}""", """{"body":[{"selectAction":1}],"fallbackText":{"a":1}}"""),
        .. Contents("application/vnd.microsoft.card.adaptive", """{"body":[{"type":"RichTextBlock","inlines":[{"text":[1]}]},{"type":"ColumnSet","columns":[{"items":5}]}]}"""),
        .. Contents("application/vnd.microsoft.teams.file.download.info", """[1]""", """{"downloadUrl":{}}""", """7"""),
        .. Contents("image/png", """{"$type":"MemoryStream","buffer":["x",1e9,-1]}""", """[[{"$type":"MemoryStream","buffer":[{}]}]]"""),
    ];

    private static IEnumerable<string> Contents(string type, params IEnumerable<string> contents) =>
        contents.Select(content => $$"""
        "attachments":[{"contentType":"{{type}}","content":{{content}},"contentUrl":"http://"}]
        """);
}
