using System.Reflection;
using System.Text.RegularExpressions;
using SupportBot.Hosting;

namespace SupportBot.Tests.Docs;

/// <summary>docs/security.md names a test for each threat and limit; a test that was renamed or removed shows here.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public async Task Tests_ThatThePageNames_Exist()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Settings.Root, "docs", "security.md"));
        var named = TestName().Matches(page).Select(match => match.Groups["name"].Value).ToHashSet();
        var types = typeof(SecurityPageTests).Assembly.GetTypes();
        var known = types.Select(type => type.Name)
            .Concat(types.SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public)).Where(method => method.IsDefined(typeof(FactAttribute))).Select(method => method.Name))
            .ToHashSet();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Except(known));
    }

    /// <summary>`Member_Situation_Outcome` or a class, as code.</summary>
    [GeneratedRegex(@"`(?<name>[A-Z]\w+(_\w+)+|[A-Z]\w+Tests)`")]
    private static partial Regex TestName();
}
