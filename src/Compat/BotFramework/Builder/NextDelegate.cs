using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder;

/// <summary>Runs the rest of the pipeline. Stands for <c>Microsoft.Bot.Builder.NextDelegate</c>.</summary>
public delegate Task NextDelegate(CancellationToken cancellationToken);
