using System;
using System.IO;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>A stretch of a source file. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.SourceRange</c>.</summary>
public class SourceRange : IEquatable<SourceRange>
{
    public SourceRange()
    {
    }

    public SourceRange(string path, int startLine, int startChar, int endLine, int endChar)
    {
        Path = path;
        StartPoint = new SourcePoint(startLine, startChar);
        EndPoint = new SourcePoint(endLine, endChar);
    }

    public JToken Designer { get; set; }

    public string Path { get; set; }

    public SourcePoint StartPoint { get; set; }

    public SourcePoint EndPoint { get; set; }

    public override string ToString() => System.IO.Path.GetFileName(Path) + ":" + StartPoint?.ToString() + "->" + EndPoint?.ToString();

    public SourceRange DeepClone() => new SourceRange
    {
        Path = Path,
        Designer = Designer,
        StartPoint = StartPoint.DeepClone(),
        EndPoint = EndPoint.DeepClone(),
    };

    public bool Equals(SourceRange other) =>
        other != null && other.Path == Path && object.Equals(other.StartPoint, StartPoint) && object.Equals(other.EndPoint, EndPoint);

    public override bool Equals(object obj) => Equals(obj as SourceRange);

    public override int GetHashCode() => HashCode.Combine(Path, StartPoint, EndPoint);

    internal static SourceRange OfLine(string path, int line) => new SourceRange(path, line, 0, line + 1, 0);
}
