using SupportBot.Core.Faq;

namespace SupportBot.Tests.Fakes;

/// <summary>Knows the answer to the messages it was given, and to no other.</summary>
internal sealed class InMemoryFaq : IFaq
{
    private readonly Dictionary<string, FaqSection> _answers = [];

    public void Add(string message, FaqSection section) => _answers[message] = section;

    public Task<FaqSection?> FindAsync(string message, CancellationToken ct) => Task.FromResult(_answers.GetValueOrDefault(message));
}
