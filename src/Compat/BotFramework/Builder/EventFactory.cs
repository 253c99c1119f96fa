using System;
using System.Collections.Generic;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Makes the events of a handoff to a person. Stands for <c>Microsoft.Bot.Builder.EventFactory</c>.</summary>
public static class EventFactory
{
    public static IEventActivity CreateHandoffInitiation(ITurnContext turnContext, object handoffContext, Transcript transcript = null)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var incoming = turnContext.Activity;
        var handoff = Create(HandoffEventNames.InitiateHandoff, handoffContext, incoming.Conversation);
        handoff.From = incoming.From;
        handoff.RelatesTo = incoming.GetConversationReference();
        handoff.ReplyToId = incoming.Id;
        handoff.ServiceUrl = incoming.ServiceUrl;
        handoff.ChannelId = incoming.ChannelId;
        if (transcript is not null)
        {
            handoff.Attachments.Add(new Attachment { Content = transcript, ContentType = "application/json", Name = "Transcript" });
        }

        return handoff;
    }

    /// <param name="conversation">The conversation that was handed over.</param>
    /// <param name="state"><c>accepted</c>, <c>failed</c> or <c>completed</c>.</param>
    /// <param name="message">Why it failed.</param>
    public static IEventActivity CreateHandoffStatus(ConversationAccount conversation, string state, string message = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(state);
        return Create(HandoffEventNames.HandoffStatus, new { state, message }, conversation);
    }

    private static Activity Create(string name, object value, ConversationAccount conversation)
    {
        var handoff = (Activity)Activity.CreateEventActivity();
        handoff.Name = name;
        handoff.Value = JObject.FromObject(value);
        handoff.Id = Guid.NewGuid().ToString();
        handoff.Timestamp = DateTimeOffset.UtcNow;
        handoff.Conversation = conversation;
        handoff.Attachments = new List<Attachment>();
        handoff.Entities = new List<Entity>();
        return handoff;
    }
}
