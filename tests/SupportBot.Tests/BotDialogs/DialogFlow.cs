using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.BotDialogs;

/// <summary>Sets up a conversation with dialogs: the first message begins one of them, the next ones continue it.</summary>
internal sealed class DialogFlow
{
    private readonly IStatePropertyAccessor<DialogState> _state;
    private readonly ConversationState _conversationState;
    private Func<DialogContext, CancellationToken, Task>? _begin;
    private Func<ITurnContext, DialogTurnResult, Task>? _ended;

    internal DialogFlow(IStorage? storage = null, TestAdapter? adapter = null)
    {
        _conversationState = new ConversationState(storage ?? new MemoryStorage());
        _state = _conversationState.CreateProperty<DialogState>("dialogState");
        Adapter = (adapter ?? new TestAdapter()).Use(new AutoSaveStateMiddleware(_conversationState));
        Dialogs = new DialogSet(_state);
    }

    internal TestAdapter Adapter { get; }

    internal ConversationState State => _conversationState;

    internal DialogSet Dialogs { get; }

    internal DialogContext? Context { get; private set; }

    internal Action<ITurnContext>? OnTurn { get; set; }

    /// <summary>Locale of the user's activities; the test adapter's own would hide a prompt's default.</summary>
    internal string? Locale { get; set; }

    internal DialogFlow Add(Dialog dialog)
    {
        Dialogs.Add(dialog);
        return this;
    }

    internal DialogFlow Begin(string dialogId, object? options = null)
    {
        _begin = (dc, ct) => dc.BeginDialogAsync(dialogId, options, ct);
        return this;
    }

    internal DialogFlow BeginWith(Func<DialogContext, CancellationToken, Task> begin)
    {
        _begin = begin;
        return this;
    }

    internal DialogFlow WhenEnded(Func<object?, string> reply)
    {
        _ended = (turn, result) => turn.SendActivityAsync(MessageFactory.Text(reply(result.Result)));
        return this;
    }

    internal TestFlow Talk() => new TestFlow(Adapter, RunAsync);

    internal TestFlow Send(string text) => Talk().Send(text);

    private async Task RunAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        turnContext.Activity.Locale = Locale;
        OnTurn?.Invoke(turnContext);
        Context = await Dialogs.CreateContextAsync(turnContext, cancellationToken);
        var result = await Context.ContinueDialogAsync(cancellationToken);
        if (result.Status == DialogTurnStatus.Empty)
        {
            await _begin!(Context, cancellationToken);
        }
        else if (result.Status == DialogTurnStatus.Complete && _ended != null)
        {
            await _ended(turnContext, result);
        }
    }

    internal static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };

    internal static PromptOptions Ask(string text, string? retry = null) => new()
    {
        Prompt = Message(text),
        RetryPrompt = retry == null ? null : Message(retry),
    };
}
