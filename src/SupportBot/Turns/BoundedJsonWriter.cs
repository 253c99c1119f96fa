using Newtonsoft.Json;

namespace SupportBot.Turns;

internal sealed class BoundedJsonWriter(TextWriter text, int maxDepth) : JsonTextWriter(text)
{
    public override void WriteStartObject()
    {
        RequireRoom();
        base.WriteStartObject();
    }

    public override void WriteStartArray()
    {
        RequireRoom();
        base.WriteStartArray();
    }

    private void RequireRoom()
    {
        if (Top >= maxDepth)
            throw new JsonSerializationException($"It nests deeper than {maxDepth} levels.");
    }
}
