using System.ComponentModel.DataAnnotations;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TeamsOptionsTests
{
    private const string Tenant = "aaaaaaaa-1111-1111-1111-111111111111";

    [Theory]
    [InlineData(Tenant, "shop", "https://login.test/{tenant}/metadata", null)]
    [InlineData(Tenant, "shop", "http://127.0.0.1:5000/metadata", null)]
    [InlineData("contoso.com", "shop", TeamsOptions.EntraMetadata, "Teams:AllowedTenants")]
    [InlineData(Tenant, "", TeamsOptions.EntraMetadata, "Teams:ConnectionName")]
    [InlineData(Tenant, "shop", "http://login.test/metadata", "Teams:OpenIdMetadata")]
    [InlineData(Tenant, "shop", "metadata", "Teams:OpenIdMetadata")]
    public void Validate_Settings_NamesWhatIsWrong(string tenant, string connection, string metadata, string? wrong)
    {
        var options = new TeamsOptions { AllowedTenants = [tenant], ConnectionName = connection, OpenIdMetadata = metadata };

        var errors = options.Validate(new ValidationContext(options)).Select(error => error.ErrorMessage!).ToList();

        Assert.Equal(wrong is null ? 0 : 1, errors.Count);
        Assert.All(errors, error => Assert.Contains(wrong!, error, StringComparison.Ordinal));
    }

    [Fact]
    public void Allows_Tenant_WhateverTheCaseAndNoneByDefault()
    {
        Assert.True(new TeamsOptions { AllowedTenants = [Tenant] }.Allows(Tenant.ToUpperInvariant()));
        Assert.False(new TeamsOptions { AllowedTenants = [Tenant] }.Allows(null));
        Assert.False(new TeamsOptions().Allows(Tenant));
    }
}
