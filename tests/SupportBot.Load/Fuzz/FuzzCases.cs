using static SupportBot.Load.Fuzz.FuzzCase;

namespace SupportBot.Load.Fuzz;

/// <summary>The fuzzer's requests: what real clients send, with something wrong.</summary>
internal static class FuzzCases
{
    public const string DirectLine = "/v3/directline";

    private const string Json = "application/json";

    private static readonly string[] ContentTypes =
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=utf-7", "application/json; charset=klingon", "application/vnd.microsoft.activity",
        "", "a", "application/json, application/json", "*/*", "application/json;;;", "multipart/form-data; boundary=\"\"",
    ];

    private static readonly string[] FileTypes = ["image/png", "text/html", "x", "", "image/svg+xml"];

    private static readonly string[] Encodings = ["gzip", "br", "identity", "deflate", "x", "gzip, gzip"];

    /// <summary>Requests besides activities, each with a share of one.</summary>
    private static readonly (string Route, string Method, string Path, FuzzCaller Caller, string? Body)[] Others =
    [
        ("start", "POST", DirectLine + "/conversations", FuzzCaller.Customer, """{"user":{"id":"dl_a","name":"Ann"},"locale":"en-US"}"""),
        ("start", "POST", DirectLine + "/conversations", FuzzCaller.Server, """{"user":{"id":"dl_a","name":"Ann"},"locale":"en-US"}"""),
        ("generate", "POST", DirectLine + "/tokens/generate", FuzzCaller.Server, """{"user":{"id":"dl_a","name":"Ann"},"trustedOrigins":["https://shop.example"]}"""),
        ("refresh", "POST", DirectLine + "/tokens/refresh", FuzzCaller.Customer, "{}"),
        ("read", "GET", DirectLine + "/conversations/" + Marks.Conversation + "/activities?watermark=@odd@", FuzzCaller.Customer, null),
        ("read", "GET", DirectLine + "/conversations/@odd@/activities", FuzzCaller.Customer, null),
        ("reconnect", "GET", DirectLine + "/conversations/" + Marks.Conversation + "?watermark=@odd@", FuzzCaller.Customer, null),
        ("file", "GET", DirectLine + "/attachments/@odd@", FuzzCaller.Nobody, null),
        ("session", "POST", "/api/webchat/session", FuzzCaller.Nobody, """{"customerId":"6","conversationId":null,"resumeHandoff":true}"""),
        ("session", "POST", "/api/webchat/session", FuzzCaller.Nobody, """{"customerId":"6","conversationId":"@conversation@"}"""),
        ("link code", "POST", "/api/webchat/link-code", FuzzCaller.Nobody, """{"customerId":"6"}"""),
        ("agent session", "POST", "/api/agent/session", FuzzCaller.Nobody, """{"name":"Ann"}"""),
        ("agent list", "GET", "/api/agent/handoffs?state=@odd@", FuzzCaller.Agent, null),
        ("agent open", "GET", "/api/agent/handoffs/@odd@", FuzzCaller.Agent, null),
        ("agent accept", "POST", "/api/agent/handoffs/@handoff@/accept", FuzzCaller.Agent, "{}"),
        ("agent message", "POST", "/api/agent/handoffs/@handoff@/messages", FuzzCaller.Agent, """{"text":"Hello","messageId":"m1"}"""),
        ("agent note", "POST", "/api/agent/handoffs/@handoff@/notes", FuzzCaller.Agent, """{"text":"Hello"}"""),
        ("agent typing", "POST", "/api/agent/handoffs/@handoff@/typing", FuzzCaller.Agent, "{}"),
        ("agent release", "POST", "/api/agent/handoffs/@handoff@/release", FuzzCaller.Agent, "{}"),
        ("agent close", "POST", "/api/agent/handoffs/@odd@/close", FuzzCaller.Agent, """{"resolution":"done","returnToBot":true}"""),
        ("agent follow-up", "POST", "/api/agent/handoffs/@handoff@/follow-up", FuzzCaller.Agent, """{"resolution":"done"}"""),
    ];

    /// <summary>The request with this number; the same each time.</summary>
    public static FuzzCase At(int seed, int index)
    {
        var random = new Random(unchecked((seed * 486_187_739) + index));
        return random.Next(100) switch
        {
            < 45 => Activity(index, random, isDirectLine: true),
            < 85 => Activity(index, random, isDirectLine: false),
            < 90 => Upload(index, random),
            _ => Other(index, random),
        };
    }

    private static FuzzCase Activity(int index, Random random, bool isDirectLine)
    {
        var (body, question) = Templates.Any(random, isDirectLine, index);
        var mutations = Mutations.Apply(body, random, index);
        var (damage, contentType, encoding) = Wire(random, mutations);
        return isDirectLine
            ? new(index, "direct line", "POST", DirectLine + "/conversations/" + Marks.Conversation + "/activities", FuzzCaller.Customer, body, damage, contentType, encoding, mutations, question)
            : new(index, "messages", "POST", "/api/messages", FuzzCaller.Nobody, body, damage, contentType, encoding, mutations, question);
    }

    private static FuzzCase Upload(int index, Random random)
    {
        var (body, _) = Templates.Any(random, isDirectLine: true, index);
        var mutations = Mutations.Apply(body, random, index);
        var name = LooseJson.Quote(random.Next(2) == 0 ? "photo.png" : "..\\../\u0000a\ud83d\u202egnp.exe");
        var file = LooseJson.Of(Multipart(body.Write(), name, FileTypes[random.Next(FileTypes.Length)]));
        var damage = random.Next(8) == 0 ? ByteDamage.Any(random) : null;
        if (damage is not null)
            mutations.Add(damage.Name);
        return new(
            index, "upload", "POST", DirectLine + "/conversations/" + Marks.Conversation + "/upload?userId=" + OddInUrl(random), FuzzCaller.Customer, file, damage,
            random.Next(10) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : "multipart/form-data; boundary=x", null, mutations, Question: null);
    }

    private static FuzzCase Other(int index, Random random)
    {
        var (route, method, path, caller, text) = Others[random.Next(Others.Length)];
        var body = text is null ? null : LooseJson.Parse(text);
        List<string> mutations = body is null ? ["odd address"] : Mutations.ApplyAnywhere(body, random);
        var (damage, contentType, encoding) = body is null ? (null, Json, null) : Wire(random, mutations);
        return new(index, route, method, path.Replace("@odd@", OddInUrl(random), StringComparison.Ordinal), caller, body, damage, contentType, encoding, mutations, Question: null);
    }

    private static (ByteDamage? Damage, string ContentType, string? Encoding) Wire(Random random, List<string> mutations)
    {
        switch (random.Next(30))
        {
            case 0 or 1:
                var damage = ByteDamage.Any(random);
                mutations.Add(damage.Name);
                return (damage, Json, null);
            case 2:
                var type = ContentTypes[random.Next(ContentTypes.Length)];
                mutations.Add($"content type «{type}»");
                return (null, type, null);
            case 3:
                var encoding = Encodings[random.Next(Encodings.Length)];
                mutations.Add($"content encoding «{encoding}»");
                return (null, Json, encoding);
            default:
                return (null, Json, null);
        }
    }

    private static string Multipart(string activity, string name, string type) =>
        "--x\r\nContent-Disposition: form-data; name=\"activity\"; filename=\"blob\"\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n" + activity
        + $"\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename={name}\r\nContent-Type: {type}\r\n\r\nAAAA\r\n--x--\r\n";

    private static string OddInUrl(Random random)
    {
        string[] odd =
        [
            "", "0", "-1", "9223372036854775808", "NaN", "%00", "a%00b", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc", "x", "open", "closed", "H-000000", "%F0%9F%98%80", "'", "a".PadRight(3000, 'a'), "null", "1e9", "+1", "%2b1", "٣",
        ];
        return Uri.EscapeDataString(odd[random.Next(odd.Length)]).Replace("%25", "%", StringComparison.Ordinal);
    }
}
