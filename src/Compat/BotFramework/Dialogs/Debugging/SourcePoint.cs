using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>A line and column of a source file. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.SourcePoint</c>.</summary>
public class SourcePoint : IEquatable<SourcePoint>
{
    public SourcePoint()
    {
    }

    public SourcePoint(int lineIndex, int charIndex)
    {
        LineIndex = lineIndex;
        CharIndex = charIndex;
    }

    public int LineIndex { get; set; }

    public int CharIndex { get; set; }

    public static SourcePoint From(JsonReader reader) =>
        reader is IJsonLineInfo position ? new SourcePoint(position.LineNumber, position.LinePosition) : new SourcePoint();

    public static T ReadObjectWithSourcePoints<T>(JsonReader reader, Func<JsonReader, T> read, out SourcePoint start, out SourcePoint end)
    {
        start = From(reader);
        var item = read(reader);
        end = From(reader);
        return item;
    }

    public override string ToString() => $"{LineIndex}:{CharIndex}";

    public SourcePoint DeepClone() => new SourcePoint(LineIndex, CharIndex);

    public bool Equals(SourcePoint other) => other != null && other.LineIndex == LineIndex && other.CharIndex == CharIndex;

    public override bool Equals(object obj) => Equals(obj as SourcePoint);

    public override int GetHashCode() => HashCode.Combine(LineIndex, CharIndex);
}
