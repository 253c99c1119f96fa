using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>
/// A disk that can be filled: a small one of its own where this user may mount one, else SQLite's own limit, which ends
/// writes with the same error.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isFull;
    private int _left;

    /// <param name="mount">Whether to try a disk of its own.</param>
    public SmallDisk(bool mount) => IsMounted = mount && Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path);

    /// <summary>Whether nothing at all can be written when it is full; else what fits into pages that are there still can.</summary>
    public bool IsMounted { get; }

    public string Path => _folder.Path;

    private string Filler => _folder.File("filler");

    /// <summary>Without a disk of its own, the database has a limit in its place.</summary>
    public void Use(WebApplicationBuilder builder)
    {
        if (!IsMounted)
            builder.Services.Replace(ServiceDescriptor.Singleton(provider => new BotDatabase(new Limited(provider.GetRequiredService<BotFile>().Source, () => _isFull ? _left : null), Databases.FaultOf)));
    }

    /// <param name="left">What is left, in bytes.</param>
    public void Fill(int left = 0)
    {
        _left = left;
        _isFull = true;
        if (!IsMounted)
            return;
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        while (block.Length > 0)
        {
            try
            {
                filler.Write(block);
            }
            catch (IOException)
            {
                block = block[..(block.Length / 2)];
            }
        }

        filler.SetLength(filler.Length - left);
    }

    public void Free()
    {
        _isFull = false;
        File.Delete(Filler);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (IsMounted)
            Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <param name="left">What may be added, in bytes; <c>null</c> for no limit.</param>
    private sealed class Limited(DbDataSource inner, Func<int?> left) : DbDataSource
    {
        private const int NoLimit = 1_000_000_000;
        private const int PageBytes = 4096;

        public override string ConnectionString => inner.ConnectionString;

        protected override DbConnection CreateDbConnection() => inner.CreateConnection();

        protected override DbConnection OpenDbConnection()
        {
            var connection = inner.OpenConnection();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA page_count";
            var pages = left() is { } bytes ? Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) + (bytes / PageBytes) : NoLimit;
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}");
            command.ExecuteNonQuery();
            return connection;
        }

        protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken) => new(OpenDbConnection());
    }
}
