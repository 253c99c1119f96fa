using Newtonsoft.Json;

namespace SupportBot.Turns;

/// <summary>Keeps text that is no longer than it may be.</summary>
/// <param name="maxLength">In UTF-16 units.</param>
internal sealed class BoundedText(int maxLength) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        RequireRoom(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        RequireRoom(count);
        base.Write(buffer, index, count);
    }

    public override void Write(string? value)
    {
        RequireRoom(value?.Length ?? 0);
        base.Write(value);
    }

    private void RequireRoom(int more)
    {
        if (GetStringBuilder().Length + more > maxLength)
            throw new JsonSerializationException($"It is longer than {maxLength} characters.");
    }
}
