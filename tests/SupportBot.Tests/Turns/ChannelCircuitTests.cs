using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>A host that fails is left alone, found to be back, and costs no other host anything.</summary>
public sealed class ChannelCircuitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ChannelCircuits _circuits;
    private int _calls;

    public ChannelCircuitTests() => _circuits = new ChannelCircuits(_time, NullLogger<ChannelCircuit>.Instance);

    public void Dispose() => _circuits.Dispose();

    [Fact]
    public async Task Send_HostFails_IsLeftAloneAndNoOtherIs()
    {
        await FailAsync("dead");

        await Assert.ThrowsAsync<HostLeftAloneException>(() => SendAsync("dead", HttpStatusCode.OK));

        Assert.Equal(ChannelCircuit.FailuresThatOpen, _calls);
        await SendAsync("well", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Send_OneConversationIsRefusedByAHostThatIsWell_GoesOn()
    {
        for (var i = 0; i < 40; i++)
            await SendAsync("well", i % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);
        for (var i = 0; i < 40; i++)
            await SendAsync("busy", HttpStatusCode.TooManyRequests);

        Assert.Equal(80, _calls);
    }

    [Fact]
    public async Task Wait_HostAnswersAgain_EndsForAllAtOnce()
    {
        await FailAsync("dead");
        var circuit = (await Assert.ThrowsAsync<HostLeftAloneException>(() => SendAsync("dead", HttpStatusCode.OK))).Circuit;
        var waiting = Enumerable.Range(0, 100).Select(_ => circuit.WaitAsync(CancellationToken.None)).ToList();

        _time.Advance(ChannelCircuit.FirstBreak);
        await SendAsync("dead", HttpStatusCode.OK);

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Wait_HostStaysDead_EndsAtTimesApartWithinTheLongestBreak()
    {
        await FailAsync("dead");
        var circuit = (await Assert.ThrowsAsync<HostLeftAloneException>(() => SendAsync("dead", HttpStatusCode.OK))).Circuit;
        var waiting = Enumerable.Range(0, 100).Select(_ => circuit.WaitAsync(CancellationToken.None)).ToList();

        _time.Advance(ChannelCircuit.FirstBreak - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        _time.Advance((ChannelCircuit.LongestBreak - ChannelCircuit.FirstBreak) / 2);
        await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(waiting, task => !task.IsCompleted);
        _time.Advance(ChannelCircuit.LongestBreak);

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Of_HostsWithoutEnd_AreForgotten()
    {
        for (var i = 0; i < ChannelCircuits.MaxHosts * 3; i++)
            await SendAsync($"host-{i}", HttpStatusCode.OK);

        Assert.InRange(_circuits.Count, 1, ChannelCircuits.MaxHosts);
    }

    private async Task FailAsync(string host)
    {
        for (var i = 0; i < ChannelCircuit.FailuresThatOpen; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => _circuits.Of(host).SendAsync(_ => throw Count(new HttpRequestException()), CancellationToken.None));
    }

    private Exception Count(Exception error)
    {
        _calls++;
        return error;
    }

    private async Task SendAsync(string host, HttpStatusCode status)
    {
        using var response = await _circuits.Of(host).SendAsync(
            _ =>
            {
                _calls++;
                return Task.FromResult(new HttpResponseMessage(status));
            },
            CancellationToken.None);
    }
}
