using System.Reflection;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace SupportBot.Tests.Compat.Schema;

/// <summary>Whatever a constructor takes must be found in the property of that name: some 150 types, so by reflection.</summary>
public class ConstructorTests
{
    // Types whose official constructors do something else with these arguments; EntityTests, CardTests and TeamsSchemaTests say what.
    private static readonly HashSet<string> Elsewhere =
        ["Mention.type", "Place.type", "GeoCoordinates.type", "TaskModuleAction.value", "TeamsPagedMembersResult.members", "ConversationReference.locale", "MicrosoftPayMethodData.testMode", "TargetedMeetingNotification.targetedMeetingNotificationValue", "TeamsChannelDataSettings.channel"];

    public static TheoryData<Type> Types => new(typeof(Activity).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.Namespace!.StartsWith("Microsoft.Bot.Schema", StringComparison.Ordinal))
        .Where(type => !typeof(Exception).IsAssignableFrom(type)));

    [Theory]
    [MemberData(nameof(Types))]
    public void Constructor_WithArguments_SetsThePropertiesOfThoseNames(Type type)
    {
        foreach (var constructor in type.GetConstructors())
        {
            var parameters = constructor.GetParameters();
            var arguments = parameters.Select(parameter => Sample(parameter.ParameterType)).ToArray();

            var instance = constructor.Invoke(arguments);

            foreach (var (parameter, argument) in parameters.Zip(arguments).Where(pair => !Elsewhere.Contains($"{type.Name}.{pair.First.Name}")))
            {
                var property = type.GetProperties().SingleOrDefault(p => p.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
                Assert.True(property != null, $"{type.Name} has no property for {parameter.Name}");
                Assert.Equal(argument, property.GetValue(instance));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Property_OfEveryType_SaysItsJsonName(Type type)
    {
        var unnamed = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName == null && property.GetCustomAttribute<JsonExtensionDataAttribute>() == null);

        Assert.Empty(typeof(JsonConverter).IsAssignableFrom(type) ? [] : unnamed.Select(property => property.Name));
    }

    private static object? Sample(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Sample(underlying);
        }

        return type switch
        {
            _ when type == typeof(string) => "{}",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(double) => 7.5,
            _ when type == typeof(byte[]) => new byte[] { 7 },
            _ when type == typeof(DateTime) => new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
            _ when type == typeof(Uri) => new Uri("https://example.com"),
            _ when type == typeof(object) => "{}",
            _ when type.IsGenericType && type.GetGenericArguments().Length == 1 => Array.CreateInstance(type.GetGenericArguments()[0], 0),
            _ => null,
        };
    }
}
