using System.Text.Json;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>The bot's Dockerfile, as a parser reads it.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(IReadOnlyList<Stage> stages, IReadOnlyDictionary<string, string> defaults)
    {
        Stages = stages;
        Defaults = defaults;
    }

    public static string File { get; } = Path.Combine(TemplateTools.Templates, "docker", "Dockerfile");

    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The build arguments before the first stage.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; }

    public Stage Final => Stages[^1];

    /// <summary>The environment of the final stage.</summary>
    public IReadOnlyDictionary<string, string> Environment => Final.All("ENV").SelectMany(instruction => instruction.Arguments)
        .ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]);

    public static async Task<Dockerfile> ReadAsync()
    {
        var instructions = JsonSerializer.Deserialize<List<Instruction>>(await TemplateTools.ReadAsync("dockerfile.cjs", File), JsonSerializerOptions.Web)!;
        var first = instructions.FindIndex(instruction => instruction.Keyword == "FROM");
        var defaults = instructions[..first].ToDictionary(argument => argument.Arguments[0].Split('=', 2)[0], argument => argument.Arguments[0].Split('=', 2)[1]);
        var stages = new List<Stage>();
        foreach (var instruction in instructions[first..])
        {
            if (instruction.Keyword == "FROM")
                stages.Add(new Stage(instruction.Arguments[^1], instruction.Arguments[0], []));
            else
                stages[^1].Instructions.Add(instruction);
        }

        return new Dockerfile(stages, defaults);
    }

    /// <summary>An image or a stage with the build arguments filled in.</summary>
    public string Filled(string reference, string variant) =>
        Defaults.Append(new("VARIANT", variant)).Reverse().Aggregate(reference, (filled, argument) => filled.Replace($"${{{argument.Key}}}", argument.Value, StringComparison.Ordinal));

    internal sealed record Stage(string Name, string From, List<Instruction> Instructions)
    {
        public IEnumerable<Instruction> All(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword);

        /// <summary>What ENTRYPOINT or HEALTHCHECK runs: a JSON array of the program and its arguments.</summary>
        public string[] Command(string keyword) =>
            JsonSerializer.Deserialize<string[]>(string.Join(' ', All(keyword).Single().Arguments.SkipWhile(argument => argument == "CMD")))!;
    }

    internal sealed record Instruction(string Keyword, string[] Arguments, Dictionary<string, string> Flags, int Line);
}
