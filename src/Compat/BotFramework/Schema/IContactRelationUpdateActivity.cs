namespace Microsoft.Bot.Schema;

/// <summary>The bot was added to a contact list or removed. Stands for <c>Microsoft.Bot.Schema.IContactRelationUpdateActivity</c>.</summary>
public interface IContactRelationUpdateActivity : IActivity
{
    string Action { get; set; }
}
