namespace Microsoft.Bot.Schema;

/// <summary>The bot was installed or removed. Stands for <c>Microsoft.Bot.Schema.IInstallationUpdateActivity</c>.</summary>
public interface IInstallationUpdateActivity : IActivity
{
    string Action { get; set; }
}
