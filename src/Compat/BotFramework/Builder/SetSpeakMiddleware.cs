using System;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Puts the voice into messages for channels that speak. Stands for <c>Microsoft.Bot.Builder.SetSpeakMiddleware</c>.</summary>
public class SetSpeakMiddleware : IMiddleware
{
    private const string SpeakTag = "speak";
    private const string VoiceTag = "voice";
    private const string DefaultLocale = "en-US";
    private const string Namespace = "http://www.w3.org/2001/10/synthesis";

    private readonly string _voiceName;
    private readonly bool _fallbackToText;

    public SetSpeakMiddleware(string voiceName, bool fallbackToTextForSpeak)
    {
        _voiceName = voiceName;
        _fallbackToText = fallbackToTextForSpeak;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.OnSendActivities(async (context, activities, nextSend) =>
        {
            foreach (var activity in activities.Where(activity => activity.Type == ActivityTypes.Message))
            {
                if (_fallbackToText && string.IsNullOrEmpty(activity.Speak))
                {
                    activity.Speak = activity.Text;
                }

                if (!string.IsNullOrEmpty(activity.Speak) && !string.IsNullOrEmpty(_voiceName) && Speaks(turnContext.Activity.ChannelId))
                {
                    activity.Speak = WithVoice(activity);
                }
            }

            return await nextSend().ConfigureAwait(false);
        });

        await next(cancellationToken).ConfigureAwait(false);
    }

    private static bool Speaks(string channelId) =>
        new[] { Channels.DirectlineSpeech, Channels.Emulator, Channels.Telephony }.Contains(channelId, StringComparer.OrdinalIgnoreCase);

    private static XElement Parse(string ssml)
    {
        try
        {
            return XElement.Parse(ssml);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private string WithVoice(Activity activity)
    {
        var ssml = activity.Speak;
        var root = Parse(ssml);
        if (string.Equals(root?.Name.LocalName, SpeakTag, StringComparison.OrdinalIgnoreCase))
        {
            return ssml;
        }

        // Several voices side by side are no XML document, yet need no further voice.
        if (!ssml.StartsWith($"<{VoiceTag}", StringComparison.OrdinalIgnoreCase))
        {
            ssml = new XElement(VoiceTag, new XAttribute("name", _voiceName), ssml).ToString(SaveOptions.DisableFormatting);
        }

        var locale = SecurityElement.Escape(activity.Locale ?? DefaultLocale);
        var spoken = Parse($"<{SpeakTag} version=\"1.0\" xml:lang=\"{locale}\" xmlns=\"{Namespace}\">{ssml}</{SpeakTag}>");
        return spoken?.ToString(SaveOptions.DisableFormatting) ?? ssml;
    }
}
