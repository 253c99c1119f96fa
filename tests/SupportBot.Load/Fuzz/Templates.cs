using static SupportBot.Load.Fuzz.FuzzCase;

namespace SupportBot.Load.Fuzz;

/// <summary>Activities as clients and channels send them, before something is done to them.</summary>
internal static class Templates
{
    private static readonly string[] Questions =
    [
        "where is my last order?", "how much did I pay for my last order?", "what did I order?", "hello", "thanks", "I want to cancel my last order", "when was my order shipped", "I want to talk to a person", "5", "you are useless", "what can you do?",
    ];

    private static readonly string[] Others =
    [
        """{"type":"message","value":{"action":"order","id":"1"},"channelData":{"postBack":true}}""",
        """{"type":"message","text":"see this","attachments":[{"contentType":"image/png","contentUrl":"http://127.0.0.1:1/a.png","name":"a.png"}]}""",
        """{"type":"message","text":"and this","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"a","text":"b","buttons":[{"type":"imBack","title":"c","value":"d"}]}}],"attachmentLayout":"carousel"}""",
        """{"type":"message","text":"one or two?","suggestedActions":{"to":["a"],"actions":[{"type":"imBack","title":"one","value":"one"}]}}""",
        """{"type":"message","text":"<at>Bot</at> hi","entities":[{"type":"mention","mentioned":{"id":"bot-1","name":"Bot"},"text":"<at>Bot</at>"},{"type":"clientInfo","locale":"en-US","timezone":"Europe/Berlin"},{"type":"ClientCapabilities","requiresBotState":true,"supportsTts":true}]}""",
        """{"type":"message","text":"where is my order?","entities":[{"type":"streaminfo","streamId":"1","streamType":"final","streamSequence":1}],"channelData":{"streamType":"final","streamId":"1"}}""",
        """{"type":"event","name":"webchat:activity-status/feedback","value":{"a":1},"entities":[{"type":"https://schema.org/Message","potentialAction":[{"@type":"LikeAction"}]}],"replyToId":"x"}""",
        """{"type":"event","name":"handoff.status","value":{"state":"accepted"}}""",
        """{"type":"event","name":"x","value":[1,2]}""",
        """{"type":"typing"}""",
        """{"type":"endOfConversation","code":"completedSuccessfully"}""",
        """{"type":"invoke","name":"signin/verifyState","value":{"state":"123456"}}""",
        """{"type":"invoke","name":"signin/tokenExchange","value":{"id":"1","connectionName":"a","token":"b"}}""",
        """{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"good\"}"}},"replyToId":"x"}""",
        """{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"a","data":{}}}}""",
        """{"type":"invoke","name":"application/search","value":{}}""",
        """{"type":"messageReaction","reactionsAdded":[{"type":"like"}],"replyToId":"x"}""",
        """{"type":"messageUpdate","text":"where is my other order?","timestamp":"2026-11-30T10:00:00Z","channelData":{"eventType":"editMessage"}}""",
        """{"type":"messageDelete","channelData":{"eventType":"softDeleteMessage"}}""",
        """{"type":"conversationUpdate","membersAdded":[{"id":"user-1"},{"id":"bot-1"}],"membersRemoved":[]}""",
        """{"type":"installationUpdate","action":"add"}""",
        """{"type":"handoff","value":{"a":1}}""",
        """{"type":"trace","name":"a","valueType":"b","value":{}}""",
        """{"type":"command","name":"a","value":{"commandId":"1","data":{}}}""",
        """{"type":"suggestion","textHighlights":[{"text":"a","occurrence":1}],"semanticAction":{"id":"a","state":"start","entities":{"a":{"type":"b"}}}}""",
    ];

    /// <returns>An activity, and the question in it where it is a plain one.</returns>
    public static (LooseJson Activity, string? Question) Any(Random random, bool isDirectLine, int index)
    {
        var question = random.Next(2) == 0 ? Questions[random.Next(Questions.Length)] : null;
        var activity = LooseJson.Parse(question is null ? Others[random.Next(Others.Length)] : """{"type":"message"}""");
        if (question is not null)
            activity.Set("text", LooseJson.Of(LooseJson.Quote(question)));
        if (isDirectLine)
        {
            activity.Set("from", LooseJson.Parse("""{"id":"customer"}"""));
            if (random.Next(2) == 0)
                activity.Set("locale", LooseJson.Of("\"en-US\""));
            return (activity, question);
        }

        activity.Set("id", LooseJson.Of(string.Create(CultureInfo.InvariantCulture, $"\"m{index}\"")));
        activity.Set("channelId", LooseJson.Of(question is null && random.Next(4) == 0 ? "\"msteams\"" : "\"emulator\""));
        activity.Set("serviceUrl", LooseJson.Of($"\"{Marks.ServiceUrl}\""));
        activity.Set("conversation", LooseJson.Parse($$"""{"id":"{{Marks.Conversation}}"}"""));
        activity.Set("from", LooseJson.Parse("""{"id":"user-1","name":"User"}"""));
        activity.Set("recipient", LooseJson.Parse("""{"id":"bot-1","name":"Bot"}"""));
        activity.Set("timestamp", LooseJson.Of("\"2026-11-30T10:00:00.000Z\""));
        if (random.Next(6) == 0)
            activity.Set("deliveryMode", LooseJson.Of("\"expectReplies\""));
        return (activity, question);
    }
}
