namespace SupportBot.Core.Storage;

public sealed class DatabaseSchema(params IReadOnlyList<MigrationStep> steps)
{
    public IReadOnlyList<MigrationStep> Steps => steps;

    /// <summary>In the order in which rows of a conversation may go.</summary>
    public IReadOnlyList<TableRule> Rules { get; } = [.. steps.SelectMany(step => step.Parts).SelectMany(part => part.Rules), Migrations.Rule];
}
