namespace SupportBot.Browser;

/// <summary>Messages as the bot can send them, put into the stream of a page.</summary>
public static class CardSample
{
    /// <summary>A worded answer with its label and thumbs, and a card with everything that the bot's cards are made of.</summary>
    public static string Frame { get; } =
        """
        {"activities":[
          {"type":"message","id":"sample|1000001","timestamp":"2100-01-01T10:00:00.001Z","from":{"id":"bot","role":"bot"},
           "text":"Order 83306 has been **shipped**. More in [our help](https://shop.example/help).","textFormat":"markdown",
           "entities":[{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":["AIGeneratedContent"],
             "potentialAction":[{"@type":"LikeAction","@id":"like"},{"@type":"DislikeAction","@id":"dislike"}]}]},
          {"type":"message","id":"sample|1000002","timestamp":"2100-01-01T10:00:00.002Z","from":{"id":"bot","role":"bot"},"text":"Which order?",
           "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[
             {"type":"TextBlock","text":"Order 83306","weight":"Bolder","size":"Medium"},
             {"type":"TextBlock","text":"Shipped, on its way","color":"Good","spacing":"None"},
             {"type":"FactSet","facts":[{"title":"Placed","value":"October 12, 2026"},{"title":"Shipped","value":"October 14, 2026"}]},
             {"type":"ColumnSet","separator":true,"columns":[
               {"type":"Column","width":"stretch","items":[{"type":"TextBlock","text":"Wool blanket, grey","wrap":true},{"type":"TextBlock","text":"2 pieces","isSubtle":true,"size":"Small","spacing":"None"}]},
               {"type":"Column","width":"auto","items":[{"type":"TextBlock","text":"€129.90"}]}]},
             {"type":"TextBlock","text":"Expected on October 18, 2026, and late","color":"Attention","wrap":true},
             {"type":"TextBlock","text":"Not paid yet","color":"Warning"},
             {"type":"ActionSet","actions":[
               {"type":"Action.Submit","title":"Where is it?","data":{"do":"where"}},
               {"type":"Action.Submit","title":"Cancel it","style":"destructive","data":{"do":"cancel"}},
               {"type":"Action.Submit","title":"Something is wrong with it","style":"positive","data":{"do":"help"}}]}]}}],
           "suggestedActions":{"actions":[{"type":"imBack","title":"Yes, please","value":"yes"},{"type":"imBack","title":"No, thanks","value":"no"}]}}
        ]}
        """.ReplaceLineEndings(" ");
}
