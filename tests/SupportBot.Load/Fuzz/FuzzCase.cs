namespace SupportBot.Load.Fuzz;

/// <summary>Whose token a request carries.</summary>
internal enum FuzzCaller
{
    Nobody,
    Customer,
    Server,
    Agent,
}

/// <summary>One request of the fuzzer.</summary>
/// <param name="Index">With the seed it makes the same request again.</param>
/// <param name="Route">What it is counted under.</param>
/// <param name="Path">With the marks of <see cref="Marks"/>, as the body.</param>
/// <param name="Body">The body before <paramref name="Damage"/>; <c>null</c> for none.</param>
/// <param name="Damage">What happens to the bytes, or <c>null</c>.</param>
/// <param name="Mutations">What was done, in words.</param>
/// <param name="Question">What it asked before it was changed, where that was something plain.</param>
internal sealed record FuzzCase(
    int Index,
    string Route,
    string Method,
    string Path,
    FuzzCaller Caller,
    LooseJson? Body,
    ByteDamage? Damage,
    string ContentType,
    string? ContentEncoding,
    IReadOnlyList<string> Mutations,
    string? Question)
{
    /// <summary>What is filled in when the request is sent, because only then it is known.</summary>
    public static class Marks
    {
        public const string Conversation = "@conversation@";
        public const string ServiceUrl = "@service@";
        public const string Handoff = "@handoff@";
    }

    /// <summary>The kinds of mutation, coarsely; one that keeps crashing the program is left out after a while.</summary>
    public string Kind => $"{Route}: {string.Join(" + ", Mutations.Select(mutation => mutation.Split(" at ")[0]).Distinct().Order(StringComparer.Ordinal))}";

    /// <summary>Whether it is still a message with a plain question of the customer alone with the bot: the bot may refuse it,
    /// or must answer.</summary>
    public bool MustBeAnswered => Damage is null && ContentEncoding is null && Question is not null && Body is not null
        && Only("type") == "\"message\"" && Only("text") == LooseJson.Quote(Question) && !Body.Members!.Exists(member => Elsewhere.Contains(member.Key)) && (Route != "messages" || IsPlainOnChannel(Body));

    /// <summary>Whether its replies may go to an address of its own. Those that can't be delivered keep later ones of their
    /// conversation waiting, and rightly so.</summary>
    public bool HasOwnServiceUrl => Damage is not null
        || Body?.Members?.Where(member => member.Key.Equals("serviceUrl", StringComparison.OrdinalIgnoreCase)).Select(member => member.Value.Raw).ToList() is not ["\"" + Marks.ServiceUrl + "\""];

    /// <summary>Names that make something else of a message.</summary>
    private static readonly string[] Elsewhere = ["channelData", "name", "value", "$type", "$values", "$ref"];

    private bool IsPlainOnChannel(LooseJson body) =>
        body.Find("conversation")?.Members is [{ Key: "id", Value.Raw: "\"" + Marks.Conversation + "\"" }]
        && !HasOwnServiceUrl
        && Only("channelId") == "\"emulator\""
        && Only("id") == string.Create(CultureInfo.InvariantCulture, $"\"m{Index}\"")
        && !body.Members!.Exists(member => member.Key.Equals("deliveryMode", StringComparison.OrdinalIgnoreCase))
        && body.Find("from")?.Members?.Count == 2
        && body.Find("recipient")?.Members?.Count == 2;

    /// <returns>The value of a member that is there once, in this spelling and in no other.</returns>
    private string? Only(string name) =>
        Body!.Members!.Where(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList() is [var one] && one.Key == name ? one.Value.Raw : null;

    public byte[]? Bytes(Func<string, string> fillIn)
    {
        if (Body is null)
            return null;
        var text = fillIn(Body.Write());
        return Damage is null ? Encoding.UTF8.GetBytes(text) : Damage.Apply(text);
    }
}
