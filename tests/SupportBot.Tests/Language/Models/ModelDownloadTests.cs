using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Language.Models;

/// <summary>Downloads from a loopback server that breaks off, forgets ranges, changes the file and lies.</summary>
public sealed class ModelDownloadTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _file = RandomNumberGenerator.GetBytes(300_000);
    private readonly List<string> _ranges = [];
    private readonly List<(long Done, long Total)> _progress = [];
    private WebApplication _server = null!;
    private Uri _url = null!;
    private Func<HttpContext, Task> _answer = null!;

    private string Path => _folder.File("model.gguf");

    private string Hash => Convert.ToHexStringLower(SHA256.HashData(_file));

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _answer = context => SendAsync(context, "\"v1\"");
        _server.Run(context =>
        {
            _ranges.Add(context.Request.Headers.Range.ToString());
            return _answer(context);
        });
        await _server.StartAsync();
        _url = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/model.gguf");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pull_WholeFile_IsInItsPlace()
    {
        await PullAsync(Entry());

        Assert.Equal(_file, await File.ReadAllBytesAsync(Path));
        Assert.Equal((_file.Length, _file.Length), _progress[^1]);
        Assert.Equal(_progress.Select(step => step.Done).Order(), _progress.Select(step => step.Done));
        Assert.Equal(["model.gguf"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public async Task Pull_ConnectionBroken_GoesOnWhereItBroke()
    {
        var isFirst = true;
        _answer = async context =>
        {
            if (!isFirst)
            {
                await SendAsync(context, "\"v1\"");
                return;
            }

            isFirst = false;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentLength = _file.Length;
            await context.Response.Body.WriteAsync(_file.AsMemory(0, 100_000));
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        await PullAsync(Entry());

        Assert.Equal(_file, await File.ReadAllBytesAsync(Path));
        Assert.Equal("", _ranges[0]);
        Assert.Matches("^bytes=[1-9][0-9]*-$", _ranges[1]);
    }

    [Fact]
    public async Task Pull_FileChangedBetweenTries_BeginsAnew()
    {
        await File.WriteAllBytesAsync(Path + ".part", new byte[1000]);
        await File.WriteAllTextAsync(Path + ".part.etag", "\"v0\"");

        await PullAsync(Entry());

        Assert.Equal("bytes=1000-", _ranges[0]);
        Assert.Equal(_file, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task Pull_ServerWithoutRanges_BeginsAnew()
    {
        await File.WriteAllBytesAsync(Path + ".part", new byte[1000]);
        await File.WriteAllTextAsync(Path + ".part.etag", "\"v1\"");
        _answer = context => context.Response.BodyWriter.WriteAsync(Sized(context, _file)).AsTask();

        await PullAsync(Entry());

        Assert.Equal(_file, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task Pull_WrongContent_IsNotUsed()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry(sha256: new string('a', 64))));

        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.gguf"));
        Assert.False(File.Exists(Path + ".part"));
    }

    [Fact]
    public async Task Pull_ServerStatesTheHash_ChecksAndRecordsIt()
    {
        _answer = context =>
        {
            if (context.Request.Path != "/model.gguf")
                return SendAsync(context, "\"v1\"");
            context.Response.Headers["X-Linked-Etag"] = $"\"{Hash}\"";
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        var told = await PullAsync(Entry(sha256: null));

        Assert.Contains("X-Linked-Etag", told, StringComparison.Ordinal);
        Assert.Equal(Hash, await File.ReadAllTextAsync(Path + ".sha256"));
        Assert.Null(await ModelFiles.FaultAsync(Entry(sha256: null), Path, CancellationToken.None));
    }

    [Fact]
    public async Task Pull_NobodyStatesTheHash_IsRefused() =>
        Assert.Contains("--sha256", (await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry(sha256: null)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Pull_NotFound_SaysSoAtOnce()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };

        Assert.Contains("404", (await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry()))).Message, StringComparison.Ordinal);
        Assert.Single(_ranges);
    }

    [Fact]
    public async Task Pull_TooLittleSpace_WritesNothing()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry(), free: 1000));

        Assert.Contains("free", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Pull_FromFile_IsCheckedToo()
    {
        var source = _folder.File("brought");
        await File.WriteAllBytesAsync(source, _file);
        await PullAsync(Entry(), from: source);
        Assert.Equal(_file, await File.ReadAllBytesAsync(Path));

        await File.WriteAllBytesAsync(source, _file[1..]);
        await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry(), from: source));
    }

    [Fact]
    public async Task Pull_TwiceAtOnce_SecondIsRefused()
    {
        using var goOn = new SemaphoreSlim(0);
        using var came = new SemaphoreSlim(0);
        _answer = async context =>
        {
            came.Release();
            await goOn.WaitAsync();
            await SendAsync(context, "\"v1\"");
        };
        var first = PullAsync(Entry());
        await came.WaitAsync();

        await Assert.ThrowsAsync<ModelException>(() => PullAsync(Entry()));
        goOn.Release();
        await first;
    }

    [Fact]
    public async Task Fault_FileChangedAfterItsCheck_IsSeen()
    {
        await PullAsync(Entry());
        Assert.Null(await ModelFiles.FaultAsync(Entry(), Path, CancellationToken.None));

        _file[5] ^= 1;
        await File.WriteAllBytesAsync(Path, _file);
        _file[5] ^= 1;

        Assert.Contains("damaged", await ModelFiles.FaultAsync(Entry(), Path, CancellationToken.None), StringComparison.Ordinal);
    }

    private CatalogEntry Entry() => Entry(Hash);

    private CatalogEntry Entry(string? sha256) => new("test", "Test", "tests", "model.gguf", null, sha256, 1024, "chat", 0, "MIT", _url);

    private async Task<string> PullAsync(CatalogEntry entry, string? from = null, long free = long.MaxValue)
    {
        using var http = ModelDownload.CreateClient();
        return await new ModelDownload(http, new Impatient(), _ => free).PullAsync(entry, Path, from, null, new Steps(_progress), CancellationToken.None);
    }

    private Task SendAsync(HttpContext context, string tag) =>
        Results.Bytes(_file, entityTag: Microsoft.Net.Http.Headers.EntityTagHeaderValue.Parse(tag), enableRangeProcessing: true).ExecuteAsync(context);

    private static byte[] Sized(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return body;
    }

    private sealed class Steps(List<(long, long)> steps) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => steps.Add(value);
    }

    /// <summary>Pauses between tries pass at once.</summary>
    private sealed class Impatient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
