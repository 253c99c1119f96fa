using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Servers;

/// <summary>The shop's server dies and comes back while customers ask.</summary>
[Collection(ServersCollection.Name)]
public sealed class ServerRestartTests(PostgresServer postgres, MariaDbServer mariaDb)
{
    private const int Customers = 10;
    private const int QuestionsOfEach = 20;

    private static readonly string Shop = $"""
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, first_name VARCHAR(20));
        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER, status VARCHAR(20), date_purchase DATE);
        INSERT INTO users VALUES {string.Join(", ", Enumerable.Range(1, Customers).Select(i => $"({i}, 'C{i}')"))};
        INSERT INTO orders VALUES {string.Join(", ", Enumerable.Range(1, Customers).Select(i => $"({7000 + i}, {i}, 'shipped', '2026-05-0{1 + (i % 9)}')"))};
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ServerKilledAndStartedInTheMiddle_EachQuestionIsAnsweredOnce(bool isMySql)
    {
        DatabaseServer server = isMySql ? mariaDb : postgres;
        var connectionString = isMySql ? mariaDb.ConnectionString(await mariaDb.CreateAsync()) : postgres.ConnectionString(await postgres.CreateAsync());
        ServerShop.Fill(connectionString, isMySql, Shop);
        using var data = new TemporaryFolder();
        await using var host = await BotHost.StartAsync(data.Path, configure: null, "--ConnectionStrings:Orders", connectionString, "--Orders:Provider", isMySql ? "MySql" : "Postgres");
        var talks = await Task.WhenAll(Enumerable.Range(1, Customers).Select(i => Talk.StartAsync(host, $"{i}")));
        var (asked, answers) = (0, 0);

        var customers = talks.Select(async (talk, i) =>
        {
            for (var question = 0; question < QuestionsOfEach; question++)
            {
                Interlocked.Increment(ref asked);
                var reply = await talk.AskAsync("where is my order?");
                // What can't be read is said so; nobody is told anything else.
                if (reply.Contains($"{7001 + i}", StringComparison.Ordinal))
                    Interlocked.Increment(ref answers);
                else
                    Assert.Contains("can't reach the shop's orders", reply, StringComparison.Ordinal);
            }
        }).ToList();
        while (Volatile.Read(ref asked) < Customers * QuestionsOfEach / 2)
            await Task.Delay(5);
        await server.HaltAsync();
        await server.StartAsync();
        await Task.WhenAll(customers);

        Assert.All(talks, talk => Assert.Equal(QuestionsOfEach, talk.Replies));
        // While it was away some may be told so; those before and after have their answer.
        Assert.InRange(answers, Customers * QuestionsOfEach * 3 / 4, Customers * QuestionsOfEach);
        Assert.Contains("7001", await talks[0].AskAsync("and where is it now?"), StringComparison.Ordinal);
    }
}
