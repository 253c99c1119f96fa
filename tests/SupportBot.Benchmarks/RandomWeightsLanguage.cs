using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Language.Runtime;

namespace SupportBot.Benchmarks;

/// <summary>
/// What a model with random weights needs so that a turn is a whole one: its work is done, but its words are replaced by those
/// that a trained model would say to the same prompt. Answers are as long as trained ones, because their grammar is given a
/// bound of that length: random weights would never come to an end by themselves.
/// </summary>
internal sealed class RandomWeightsLanguage(ICurrentModel inner) : ICurrentModel
{
    private LoadedModel? _known;

    public LoadedModel? Current
    {
        get
        {
            if (inner.Current is not { } model)
                return null;
            if (_known?.Name != model.Name)
                _known = model with { Client = new Client(model.Client) };
            return _known;
        }
    }

    public static void Decorate(IServiceCollection services)
    {
        var host = services.Last(service => service.ServiceType == typeof(ICurrentModel));
        services.Remove(host);
        services.AddSingleton<ICurrentModel>(provider => new RandomWeightsLanguage((ICurrentModel)host.ImplementationFactory!(provider)));
    }

    private sealed class Client(IChatClient inner) : DelegatingChatClient(inner)
    {
        /// <summary>A grammar for as many sampled tokens as a trained reading has; the encoder spares most messages of it.</summary>
        private static readonly Grammar Reading = Grammar.Parse("""
            root ::= ( "ask" | "want" ) " " ( "ORDER_INFO" | "ORDER_HELP" ) "; " topic ", " topic "; position=" [a-z ]{10}
            topic ::= "status" | "shipping" | "delivery" | "payment" | "items" | "total" | "address" | "tracking"
            """);

        // As many sampled tokens as trained replies of two sentences have.
        private static readonly ConcurrentDictionary<string, Grammar> Replies = new();

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var (grammar, answer) = Trained(messages);
            var response = await base.GetResponseAsync(messages, options!.Clone().WithGrammar(grammar), cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)) { Usage = response.Usage };
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var response = await GetResponseAsync(messages, options, cancellationToken);
            foreach (var update in response.ToChatResponseUpdates())
                yield return update;
        }

        private (Grammar Grammar, string Answer) Trained(IEnumerable<ChatMessage> messages)
        {
            var data = ((TextContent)messages.Last().Contents[^1]).Text;
            if (!data.StartsWith("status=", StringComparison.Ordinal))
                return (Reading, "ask ORDER_INFO; status, delivery; position=last order");
            var facts = data[(data.IndexOf("facts=", StringComparison.Ordinal) + "facts=".Length)..].Split(',').Where(fact => fact != "status").ToList();
            var answer = "Here is what I found about order {order}. " + string.Concat(facts.Where(fact => fact != "order").Select(fact => $"We have noted {{{fact}}} for you. "));
            return (Replies.GetOrAdd(data, _ => Grammar.Parse("root ::= " + string.Join(" [a-z ] ", facts.Select(fact => $"[a-z ]{{30}} ( \"{{{fact}}}\" | \"{{status}}\" )")) + " [a-z ]{8} \".\"")), answer.TrimEnd());
        }
    }
}
