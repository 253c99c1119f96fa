using System.Runtime.CompilerServices;
using SupportBot.Tests.Hosting;

namespace SupportBot.Browser;

/// <summary>A model that says a first sentence and waits for the test before it goes on.</summary>
internal sealed class SlowModel : IAsyncDisposable
{
    private readonly TaskCompletionSource _wordsOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StandInModel _model = null!;

    /// <summary>Starts it, and the program anew with it.</summary>
    public static async Task<SlowModel> StartAsync(BrowserFixture fixture)
    {
        var slow = new SlowModel();
        slow._model = await StandInModel.StartAsync((context, _) => StandInModel.StreamAsync(context, slow.WordAsync(context.RequestAborted)));
        await fixture.Program.KillAsync();
        fixture.Program.Model = slow._model.Url.ToString();
        await fixture.Program.StartAsync();
        return slow;
    }

    public void GoOn() => _wordsOn.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        GoOn();
        await _model.DisposeAsync();
    }

    private async IAsyncEnumerable<string> WordAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return "Order {order} has been delivered. ";
        await _wordsOn.Task.WaitAsync(ct);
        yield return "It was placed on {bought_on}, and it left us on {shipped_on}.";
    }
}
