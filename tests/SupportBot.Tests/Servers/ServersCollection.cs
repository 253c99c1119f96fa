namespace SupportBot.Tests.Servers;

/// <summary>One server of each kind for all tests that need one; each takes a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ServersCollection : ICollectionFixture<PostgresServer>, ICollectionFixture<MariaDbServer>
{
    public const string Name = "database servers";
}
