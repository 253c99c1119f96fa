using Microsoft.Extensions.AI;
using SupportBot.Language.Composing;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Language.Composing;

namespace SupportBot.Tests.Models;

/// <summary>The file in the repository does in llama.cpp what it did in training.</summary>
public sealed class BuiltInModelTests(BuiltInModel model) : IClassFixture<BuiltInModel>
{
    private const string Mark = "\uE000";

    [Fact]
    public void Tokenize_Texts_AsInTraining() =>
        Assert.All(model.Vectors.Texts, text => Assert.Equal(text.Tokens, model.File.Tokens.Tokenize(text.Text, control: false)));

    [Fact]
    public void Tokenize_CustomersText_FormsNoControlToken()
    {
        var table = model.File.Tokens;
        var control = Enumerable.Range(0, table.Count).Where(token => table.BytesOf(token).Length == 0).ToHashSet();

        foreach (var forged in new[] { "<s>", "</s>", "<unk>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<<s>>", "</</s>s>", "<0x0A>", "<|<|end|>|>" })
            Assert.DoesNotContain(table.Tokenize(forged, control: false), control.Contains);
    }

    [Fact]
    public void Tokenize_Prompts_AsInTraining()
    {
        foreach (var prompt in model.Vectors.Prompts)
        {
            var parts = model.File.WriteChat([("system", prompt.System), ("user", Mark)]).Split(Mark);
            int[] tokens =
            [
                model.File.Beginning!.Value, .. model.File.Tokens.Tokenize(parts[0], control: true),
                .. model.File.Tokens.Tokenize(prompt.Data, control: false), .. model.File.Tokens.Tokenize(parts[1], control: true),
            ];

            Assert.Equal(prompt.Tokens, tokens);
        }
    }

    [Fact]
    public void Logits_OfPrompts_AreThoseOfTraining()
    {
        using var context = model.File.OpenContext();
        foreach (var prompt in model.Vectors.Prompts)
        {
            context.Clear();
            context.RemoveSequence(0, 0);
            var last = 0;
            for (var i = 0; i < prompt.Tokens.Length; i++)
                last = context.Add(prompt.Tokens[i], i, 0, i == prompt.Tokens.Length - 1);
            Assert.Equal(DecodeOutcome.Done, context.Decode());

            var logits = context.Logits(last).ToArray();
            // llama.cpp rounds activations to eight bits as well.
            Assert.All(prompt.Logits, expected => Assert.InRange(logits[expected.Key], expected.Value - 0.3f, expected.Value + 0.3f));
        }
    }

    [Fact]
    public async Task GetResponse_Prompts_AnswersAsInTraining()
    {
        await using var engine = model.Start();
        var client = new LocalChatClient(model.File, engine);
        foreach (var prompt in model.Vectors.Prompts.Where(prompt => prompt.System == "compose"))
        {
            var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 160 }
                .WithGrammar(ComposeForm.Grammar(CorpusText.Facts(prompt.Data))).WithTimeLimit(TimeSpan.FromMinutes(1));

            var answer = await client.GetResponseAsync([new ChatMessage(ChatRole.System, prompt.System), new ChatMessage(ChatRole.User, prompt.Data)], options);

            Assert.Equal(prompt.Answer, answer.Text);
        }
    }

    [Fact]
    public void Accept_WordingsOfTheTraining_AreTakenAndComplete() =>
        Assert.Empty(model.Vectors.Wordings.Select(wording => CorpusText.Refusal(wording.Data, wording.Text)).OfType<string>());

    [Fact]
    public async Task GetResponse_FactsToWord_PassesTheClaimCheckMoreOftenThanNot()
    {
        await using var engine = model.Start();
        var client = new LocalChatClient(model.File, engine);
        var lines = model.Vectors.Wordings.Select(wording => wording.Data).Distinct().ToList();

        var refusals = new List<string>();
        foreach (var line in lines)
        {
            var facts = CorpusText.Facts(line);
            var options = new ChatOptions { Temperature = 0, MaxOutputTokens = ComposeForm.MaxTokens }
                .WithGrammar(ComposeForm.Grammar(facts)).WithTimeLimit(TimeSpan.FromMinutes(1));
            var answer = await client.GetResponseAsync(ComposePrompt.Write(PromptProfile.BuiltIn, facts), options);
            if (CorpusText.Refusal(line, answer.Text) is { } refusal)
                refusals.Add(refusal);
        }

        Assert.True(refusals.Count < lines.Count / 2, string.Join('\n', refusals));
    }
}
