using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Activity = Microsoft.Bot.Schema.Activity;

namespace Microsoft.Bot.Builder;

/// <summary>Keeps one <c>.transcript</c> file for each conversation. Stands for <c>Microsoft.Bot.Builder.FileTranscriptLogger</c>.</summary>
public class FileTranscriptLogger : ITranscriptStore
{
    private const int Attempts = 3;
    private const string Extension = ".transcript";

    private static readonly JsonSerializerSettings _json = new() { Formatting = Formatting.Indented, NullValueHandling = NullValueHandling.Ignore };

    private readonly string _folder;
    private readonly bool _overwrite;
    private readonly ConcurrentDictionary<string, byte> _started = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <param name="folder">Where the files go; the current folder by default.</param>
    /// <param name="unitTestMode">Whether a file that was there before is overwritten.</param>
    public FileTranscriptLogger(string folder = null, bool unitTestMode = true)
    {
        _folder = PathUtils.NormalizePath(folder ?? Environment.CurrentDirectory);
        _overwrite = unitTestMode;
        Directory.CreateDirectory(_folder);
    }

    public async Task LogActivityAsync(IActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var file = FileOf(activity.ChannelId, activity.Conversation.Id);
        Trace.TraceInformation(TraceTranscriptLogger.Summary(activity));

        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                try
                {
                    await RecordAsync(activity, file).ConfigureAwait(false);
                    return;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
                {
                    Trace.TraceError($"Try {attempt} - Failed to log activity because: {e.GetType()} : {e.Message}");
                }
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default)
    {
        var transcript = await LoadAsync(FileOf(channelId, conversationId)).ConfigureAwait(false);
        return new PagedResult<IActivity> { Items = transcript.Where(activity => activity.Timestamp >= startDate).ToArray<IActivity>() };
    }

    public Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null)
    {
        var transcripts = Directory.EnumerateFiles(FolderOf(channelId), "*" + Extension)
            .Select(file => new TranscriptInfo { ChannelId = channelId, Id = Path.GetFileNameWithoutExtension(file), Created = File.GetCreationTime(file) });
        return Task.FromResult(new PagedResult<TranscriptInfo> { Items = transcripts.ToArray() });
    }

    public Task DeleteTranscriptAsync(string channelId, string conversationId)
    {
        File.Delete(FileOf(channelId, conversationId));
        return Task.CompletedTask;
    }

    private static async Task<Activity[]> LoadAsync(string file) =>
        File.Exists(file)
            ? JsonConvert.DeserializeObject<Activity[]>(await File.ReadAllTextAsync(file).ConfigureAwait(false))
            : Array.Empty<Activity>();

    private static async Task EditAsync(IActivity activity, string file)
    {
        var transcript = await LoadAsync(file).ConfigureAwait(false);
        var index = Array.FindIndex(transcript, recorded => recorded.Id == activity.Id);
        if (index >= 0)
        {
            transcript[index] = activity.Type == ActivityTypes.MessageDelete
                ? TranscriptEdit.Erase(transcript[index])
                : TranscriptEdit.Replace(transcript[index], activity);
            await File.WriteAllTextAsync(file, JsonConvert.SerializeObject(transcript, _json)).ConfigureAwait(false);
        }
    }

    private static async Task AppendAsync(string json, string file)
    {
        await using var stream = File.Open(file, FileMode.OpenOrCreate);
        if (stream.Length > 0)
        {
            // Over the bracket that closes the array.
            stream.Seek(-1, SeekOrigin.End);
        }

        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync($",\n{json}]").ConfigureAwait(false);
    }

    private static string Without(string text, char[] unwanted) => string.Concat(text.Split(unwanted));

    private async Task RecordAsync(IActivity activity, string file)
    {
        var json = JsonConvert.SerializeObject(activity, _json);
        if ((_overwrite && !_started.ContainsKey(file)) || !File.Exists(file))
        {
            Trace.TraceInformation($"file://{file.Replace("\\", "/", StringComparison.Ordinal)}");
            _started[file] = 0;
            await File.WriteAllTextAsync(file, $"[{json}]").ConfigureAwait(false);
        }
        else if (activity.Type is ActivityTypes.MessageDelete or ActivityTypes.MessageUpdate)
        {
            await EditAsync(activity, file).ConfigureAwait(false);
        }
        else
        {
            await AppendAsync(json, file).ConfigureAwait(false);
        }
    }

    private string FileOf(string channelId, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        ArgumentNullException.ThrowIfNull(conversationId);
        return Path.Combine(FolderOf(channelId), Without(conversationId, Path.GetInvalidFileNameChars()) + Extension);
    }

    private string FolderOf(string channelId)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        return Directory.CreateDirectory(Path.Combine(_folder, Without(channelId, Path.GetInvalidPathChars()))).FullName;
    }
}
