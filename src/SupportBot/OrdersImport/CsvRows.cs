using CsvHelper;
using CsvHelper.Configuration;

namespace SupportBot.OrdersImport;

/// <summary>Rows of a CSV file with their line numbers, by the names of the header.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvReader _csv;
    private readonly Action<int, string> _reject;
    private bool _isBad;

    /// <param name="reject">Hears of lines that can't be used, and why.</param>
    /// <exception cref="StartupException">The file can't be read or has no header.</exception>
    public CsvRows(string path, Action<int, string> reject)
    {
        _reject = reject;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            MissingFieldFound = null,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            BadDataFound = _ => _isBad = true,
            TrimOptions = TrimOptions.Trim,
        };
        try
        {
            _csv = new CsvReader(new StreamReader(path), configuration);
            Header = _csv.Read() && _csv.ReadHeader() ? [.. _csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant())] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new StartupException($"{path} can't be read: {error.Message}", error);
        }
        if (Header.Count == 0)
            throw new StartupException($"{path} is empty: the first line must name the columns.");
    }

    /// <summary>The columns, in small letters.</summary>
    public IReadOnlyList<string> Header { get; }

    public int Line { get; private set; }

    /// <summary>The next row that is whole.</summary>
    public bool Read()
    {
        while (true)
        {
            _isBad = false;
            Line = _csv.Parser.RawRow + 1;
            if (!_csv.Read())
                return false;
            if (_isBad)
                _reject(Line, "its quotes don't match");
            else if (_csv.Parser.Count < 2 && Header.Count > 1)
                _reject(Line, "it has one field only");
            else
                return true;
        }
    }

    /// <returns><c>null</c> where the column lacks or is empty.</returns>
    public string? this[string column] => _csv.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    public void Dispose() => _csv.Dispose();
}
