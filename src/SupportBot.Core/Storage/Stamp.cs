namespace SupportBot.Core.Storage;

/// <summary>Instants as the bot's own database holds them: ISO 8601 in UTC with seven decimals, which sorts as text.</summary>
public static class Stamp
{
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string stamp) => DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
