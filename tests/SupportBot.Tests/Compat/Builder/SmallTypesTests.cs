using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Skills;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

/// <summary>Recognizer results, the binder of allowed types, texts, components and skill conversations.</summary>
public sealed class SmallTypesTests
{
    [Fact]
    public void RecognizerResult_Json_RoundTripsWithUnknownProperties()
    {
        const string json = """{"text":"hi","alteredText":"hey","intents":{"greet":{"score":0.9,"extra":1}},"entities":{"name":["Ann"]},"sentiment":"good"}""";

        var result = JsonConvert.DeserializeObject<RecognizerResult>(json)!;

        Assert.Equal(("hi", "hey", "good"), (result.Text, result.AlteredText, result.Properties["sentiment"]));
        Assert.Equal((0.9, 1L), (result.Intents["greet"].Score, result.Intents["greet"].Properties["extra"]));
        Assert.True(JToken.DeepEquals(JToken.Parse(json), JToken.FromObject(result)));
    }

    [Fact]
    public void GetTopScoringIntent_Several_GivesTheHighest()
    {
        var result = new RecognizerResult { Intents = new Dictionary<string, IntentScore> { ["a"] = new() { Score = 0.2 }, ["b"] = new() { Score = 0.7 }, ["c"] = new() } };

        Assert.Equal(("b", 0.7), result.GetTopScoringIntent());
        Assert.Equal((string.Empty, 0.0), new RecognizerResult { Intents = new Dictionary<string, IntentScore>() }.GetTopScoringIntent());
        Assert.Equal((string.Empty, 0.0), new RecognizerResult { Intents = new Dictionary<string, IntentScore> { ["a"] = new() { Score = 0 } } }.GetTopScoringIntent());
        Assert.Equal("result", Assert.Throws<ArgumentNullException>(() => RecognizerResultExtensions.GetTopScoringIntent(null)).ParamName);
        Assert.Throws<InvalidOperationException>(() => new RecognizerResult().GetTopScoringIntent());
    }

    [Fact]
    public void Convert_OtherResult_TakesItOver()
    {
        var other = new RecognizerResult { Text = "hi", Entities = new JObject() };
        var result = new RecognizerResult();

        result.Convert(other);

        Assert.Equal(("hi", other.Entities), (result.Text, result.Entities));
    }

    [Fact]
    public void Binder_AllowedTypes_ReadAndWrite()
    {
        var binder = new AllowedTypesSerializationBinder([typeof(Allowed)]);
        var settings = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All, SerializationBinder = binder };

        var json = JsonConvert.SerializeObject(new Allowed(), settings);
        var read = JsonConvert.DeserializeObject(json, settings);
        binder.Verify();

        Assert.IsType<Allowed>(read);
    }

    [Fact]
    public void Binder_OtherType_IsReportedByVerify()
    {
        var binder = new AllowedTypesSerializationBinder([typeof(Allowed)]);
        binder.BindToName(typeof(StringBuilder), out var assembly, out var name);

        var error = Assert.Throws<InvalidOperationException>(binder.Verify);

        Assert.Null(assembly);
        Assert.Equal(typeof(StringBuilder).AssemblyQualifiedName, name);
        Assert.Contains($"  - {typeof(StringBuilder).AssemblyQualifiedName}", error.Message, StringComparison.Ordinal);
        Assert.Contains("typeof(StringBuilder),", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binder_InterfaceAllowed_AllowsItsImplementations()
    {
        var binder = new AllowedTypesSerializationBinder([typeof(IMarked)]);

        var type = binder.BindToType(typeof(Marked).Assembly.GetName().Name, typeof(Marked).FullName);
        binder.Verify();

        Assert.Equal(typeof(Marked), type);
        Assert.Contains(typeof(Marked), binder.AllowedTypes);
    }

    [Fact]
    public void StringUtils_LongTexts_AreShortened()
    {
        Assert.Equal("short", StringUtils.Ellipsis("short", 5));
        Assert.Equal("lon...", StringUtils.Ellipsis("longer", 3));
        Assert.Equal("lon..." + StringUtils.Hash("longer"), StringUtils.EllipsisHash("longer", 3));
        Assert.Equal("lon..." + StringUtils.Hash("longer"), StringUtils.EllipsisHash(new StringBuilder("longer"), 3).ToString());
        Assert.Equal("lon...", StringUtils.Ellipsis(new StringBuilder("longer"), 3).ToString());
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", StringUtils.Hash(string.Empty));
    }

    [Fact]
    public void NormalizePath_EitherSlash_IsTheSystems() =>
        Assert.Equal(Path.Combine("a", "b", "c"), PathUtils.NormalizePath("a\\b/c"));

    [Fact]
    public void ComponentRegistration_SameType_IsKeptOnce()
    {
        var second = new Registration();
        ComponentRegistration.Add(new Registration());
        ComponentRegistration.Add(second);

        Assert.Same(second, Assert.Single(ComponentRegistration.Components.OfType<Registration>()));
        Assert.Equal("componentRegistration", Assert.Throws<ArgumentNullException>(() => ComponentRegistration.Add(null)).ParamName);
    }

    [Fact]
    public async Task SkillConversationIdFactory_Created_IsFoundUntilDeleted()
    {
        var factory = new SkillConversationIdFactory(new MemoryStorage());
        var options = new SkillConversationIdFactoryOptions
        {
            FromBotId = "root",
            FromBotOAuthScope = "scope",
            Activity = Turns.Message(),
            BotFrameworkSkill = new BotFrameworkSkill { AppId = "skill" },
        };

        var id = await factory.CreateSkillConversationIdAsync(options, CancellationToken.None);
        var found = await factory.GetSkillConversationReferenceAsync(id, CancellationToken.None);
        await factory.DeleteConversationReferenceAsync(id, CancellationToken.None);

        Assert.Equal("root-skill-convo-test-skillconvo", id);
        Assert.Equal(("convo", "scope"), (found.ConversationReference.Conversation.Id, found.OAuthScope));
        Assert.Null(await factory.GetSkillConversationReferenceAsync(id, CancellationToken.None));
    }

    public interface IMarked;

    public sealed class Allowed;

    public sealed class Marked : IMarked;

    private sealed class Registration : ComponentRegistration;
}
