using System.Collections.Generic;

namespace Microsoft.Bot.Schema;

/// <summary>A private suggestion to one member. Stands for <c>Microsoft.Bot.Schema.ISuggestionActivity</c>.</summary>
public interface ISuggestionActivity : IMessageActivity
{
    IList<TextHighlight> TextHighlights { get; set; }
}
