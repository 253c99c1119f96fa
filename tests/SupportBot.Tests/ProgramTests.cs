using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;

namespace SupportBot.Tests;

/// <summary>What the program does before anything else.</summary>
public sealed class ProgramTests
{
    private const string Limit = "REGEX_DEFAULT_MATCH_TIMEOUT";

    [Fact]
    public async Task Start_BeforeAnyPattern_LimitsWhatEachMayTake()
    {
        var before = AppContext.GetData(Limit);
        AppContext.SetData(Limit, null);
        // Patterns learn their limit once in a process: here from assemblies of their own.
        var fresh = new FreshAssemblies();
        try
        {
            var program = fresh.LoadFromAssemblyName(new("SupportBot"));
            await (Task<int>)program.GetTypes().Single(type => type.Name == "Program").GetMethod("<Main>$", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [new[] { "--version" }])!;

            var limits = fresh.Assemblies.SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null)
                .Select(method => ((Regex)method.Invoke(null, null)!).MatchTimeout).ToList();
            Assert.NotEmpty(limits);
            Assert.All(limits, limit => Assert.Equal(MessageGuard.MaxMatch, limit));
        }
        finally
        {
            AppContext.SetData(Limit, before);
            fresh.Unload();
        }
    }

    private sealed class FreshAssemblies() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name is "SupportBot" or "SupportBot.Core" or "SupportBot.Bot" or "SupportBot.Language"
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
                : null;
    }
}
