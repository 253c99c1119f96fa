using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Records activities. Stands for <c>Microsoft.Bot.Builder.ITranscriptLogger</c>.</summary>
public interface ITranscriptLogger
{
    Task LogActivityAsync(IActivity activity);
}
