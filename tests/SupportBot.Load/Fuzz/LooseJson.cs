using System.Text.Json;

namespace SupportBot.Load.Fuzz;

/// <summary>JSON that need not be right: names may come twice, and a scalar is any text.</summary>
internal sealed class LooseJson
{
    private LooseJson(string? raw, List<KeyValuePair<string, LooseJson>>? members, List<LooseJson>? items)
    {
        Raw = raw;
        Members = members;
        Items = items;
    }

    public string? Raw { get; private set; }

    public List<KeyValuePair<string, LooseJson>>? Members { get; private set; }

    public List<LooseJson>? Items { get; private set; }

    public static LooseJson Of(string raw) => new(raw, null, null);

    public static LooseJson Object() => new(null, [], null);

    public static LooseJson List(params LooseJson[] items) => new(null, null, [.. items]);

    public static LooseJson Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>A text as JSON, with everything that isn't ASCII escaped; half a surrogate pair stays half.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            if (unit is '"' or '\\')
                quoted.Append('\\').Append(unit);
            else if (unit is >= ' ' and <= '~')
                quoted.Append(unit);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return quoted.Append('"').ToString();
    }

    public LooseJson? Find(string name) =>
        Members?.Where(member => member.Key == name).Select(member => member.Value).LastOrDefault();

    /// <summary>Becomes an object if it is none.</summary>
    public void Set(string name, LooseJson value)
    {
        BecomeObject();
        var at = Members!.FindIndex(member => member.Key == name);
        if (at >= 0)
            Members[at] = new(name, value);
        else
            Members.Add(new(name, value));
    }

    /// <summary>Adds a member, a second one of its name too.</summary>
    public void Add(string name, LooseJson value)
    {
        BecomeObject();
        Members!.Add(new(name, value));
    }

    /// <summary>Puts a value where a path leads; what is missing on the way is made.</summary>
    /// <param name="path">Names; «[]» is the first item of a list.</param>
    public void SetAt(IReadOnlyList<string> path, LooseJson value)
    {
        var at = this;
        for (var i = 0; i < path.Count - 1; i++)
            at = at.Step(path[i]);
        if (path[^1] != "[]")
        {
            at.Set(path[^1], value);
            return;
        }

        at.BecomeList();
        if (at.Items!.Count == 0)
            at.Items.Add(value);
        else
            at.Items[0] = value;
    }

    /// <summary>All values inside, itself first.</summary>
    public IEnumerable<LooseJson> All() =>
        new[] { this }.Concat((Items ?? []).Concat((Members ?? []).Select(member => member.Value)).SelectMany(inner => inner.All()));

    public string Write()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    public LooseJson Clone() => new(
        Raw,
        Members?.Select(member => KeyValuePair.Create(member.Key, member.Value.Clone())).ToList(),
        Items?.Select(item => item.Clone()).ToList());

    private LooseJson Step(string name)
    {
        if (name == "[]")
        {
            BecomeList();
            if (Items!.Count == 0)
                Items.Add(Object());
            return Items[0];
        }

        if (Find(name) is { } found)
            return found;
        var made = Object();
        Set(name, made);
        return made;
    }

    private void BecomeObject()
    {
        if (Members is not null)
            return;
        (Raw, Items, Members) = (null, null, []);
    }

    private void BecomeList()
    {
        if (Items is not null)
            return;
        (Raw, Members, Items) = (null, null, []);
    }

    private void Write(StringBuilder text)
    {
        if (Members is not null)
        {
            text.Append('{');
            foreach (var (i, member) in Members.Index())
            {
                text.Append(i == 0 ? "" : ",").Append(Quote(member.Key)).Append(':');
                member.Value.Write(text);
            }

            text.Append('}');
        }
        else if (Items is not null)
        {
            text.Append('[');
            foreach (var (i, item) in Items.Index())
            {
                text.Append(i == 0 ? "" : ",");
                item.Write(text);
            }

            text.Append(']');
        }
        else
        {
            text.Append(Raw);
        }
    }

    private static LooseJson From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new(null, [.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, From(member.Value)))], null),
        JsonValueKind.Array => new(null, null, [.. element.EnumerateArray().Select(From)]),
        _ => Of(element.GetRawText()),
    };
}
