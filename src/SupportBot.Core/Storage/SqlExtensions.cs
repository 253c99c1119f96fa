namespace SupportBot.Core.Storage;

/// <summary>Commands with their parameters in one line. What runs a command disposes it.</summary>
public static class SqlExtensions
{
#pragma warning disable CA2100 // The SQL is a constant at every call; values come as parameters.
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.With(parameters);
    }
#pragma warning restore CA2100

    public static DbCommand Command(this DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var connection = transaction.Connection ?? throw new InvalidOperationException("The transaction has ended.");
        var command = connection.Command(sql, parameters);
        command.Transaction = transaction;
        return command;
    }

    public static DbCommand With(this DbCommand command, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <returns>How many rows it changed.</returns>
    public static async Task<int> RunAsync(this DbCommand command, CancellationToken ct)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>As <see cref="RunAsync"/>, for what is made while the program starts.</summary>
    public static void Run(this DbCommand command)
    {
        using (command)
            command.ExecuteNonQuery();
    }

    /// <returns>The first column of the first row; <c>null</c> where there is no row.</returns>
    public static async Task<object?> ValueAsync(this DbCommand command, CancellationToken ct)
    {
        await using (command)
            return await command.ExecuteScalarAsync(ct);
    }

    /// <returns>The one number that the command asks for, in whatever type the database has it; 0 for NULL.</returns>
    public static async Task<long> NumberAsync(this DbCommand command, CancellationToken ct) =>
        await command.ValueAsync(ct) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    /// <returns>What is made of the first row; <c>null</c> where there is no row.</returns>
    public static async Task<T?> FirstAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class
    {
        await using (command)
        await using (var row = await command.ExecuteReaderAsync(ct))
            return await row.ReadAsync(ct) ? read(row) : null;
    }

    /// <returns>What is made of each row.</returns>
    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using (command)
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            var list = new List<T>();
            while (await rows.ReadAsync(ct))
                list.Add(read(rows));
            return list;
        }
    }

    public static string? StringOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : Plain(row.GetValue(column));

    /// <summary>A value as text; bytes in hexadecimal digits, as databases print them.</summary>
    public static string? Plain(object value) =>
        value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
