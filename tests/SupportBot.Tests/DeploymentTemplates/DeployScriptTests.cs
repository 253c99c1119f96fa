using System.Diagnostics;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>deploy.sh against a stand-in for the Azure CLI that writes down what it is asked.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private const string Secret = "web-chat-value-web-chat-value-web-chat-value";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Deploy_FirstTime_MakesGroupAndDeployment()
    {
        var (exitCode, _, errors) = await RunAsync("", deploys: true);

        Assert.True(exitCode == 0, errors);
        var calls = Calls();
        Assert.StartsWith("group create --name shop --location westeurope", calls[0], StringComparison.Ordinal);
        Assert.StartsWith("containerapp list --resource-group shop", calls[1], StringComparison.Ordinal);
        Assert.StartsWith("deployment group create --resource-group shop --name supportbot-v1 --parameters ", calls[2], StringComparison.Ordinal);
        Assert.Contains("/main.bicepparam ", calls[2], StringComparison.Ordinal);
        Assert.Equal(3, calls.Length);
        Assert.DoesNotContain(calls, call => call.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_WhileOneRuns_StopsItBeforeTheNewOneComes()
    {
        var (exitCode, _, errors) = await RunAsync("supportbot--v0", deploys: true);

        Assert.True(exitCode == 0, errors);
        var calls = Calls();
        Assert.Equal("containerapp revision deactivate --name supportbot --resource-group shop --revision supportbot--v0 --output none", calls[3]);
        Assert.StartsWith("deployment group create ", calls[4], StringComparison.Ordinal);
        Assert.Equal(5, calls.Length);
    }

    [Fact]
    public async Task Deploy_ThatFails_BringsBackWhatRan()
    {
        var (exitCode, _, errors) = await RunAsync("supportbot--v0", deploys: false);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("the deployment failed", errors, StringComparison.Ordinal);
        Assert.Equal("containerapp revision activate --name supportbot --resource-group shop --revision supportbot--v0 --output none", Calls()[^1]);
    }

    [Theory]
    [InlineData("", Secret, "IMAGE is missing")]
    [InlineData("image:1", "short", "WEBCHAT_SECRET is missing or shorter")]
    [InlineData("image:1", "", "WEBCHAT_SECRET is missing or shorter")]
    public async Task Deploy_SettingMissing_IsRefusedBeforeAnythingIsDone(string image, string secret, string words)
    {
        var (exitCode, _, errors) = await RunAsync("", deploys: true, image, secret);

        Assert.Equal(1, exitCode);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Empty(Calls());
    }

    private string[] Calls() => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")) : [];

    /// <param name="running">The revision that runs; empty for none, nor an app.</param>
    /// <param name="deploys">Whether the deployment ends well.</param>
    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string running, bool deploys, string image = "image:1", string secret = Secret)
    {
        await File.WriteAllTextAsync(_folder.File("az"), $"""
            #!/usr/bin/env bash
            echo "$*" >>"{_folder.File("calls")}"
            case "$1 $2 $3" in
              "containerapp list "*) [ -z "{running}" ] || echo supportbot ;;
              "containerapp revision list") echo "{running}" ;;
              "deployment group create") {(deploys ? "true" : "false")} ;;
            esac
            """);
        await TemplateTools.PrintedAsync("chmod", "+x", _folder.File("az"));
        var start = new ProcessStartInfo("bash", [Path.Combine(TemplateTools.Templates, "azure", "deploy.sh"), "shop", "westeurope"])
        {
            Environment =
            {
                ["PATH"] = _folder.Path + ":" + Environment.GetEnvironmentVariable("PATH"),
                ["IMAGE"] = image,
                ["WEBCHAT_SECRET"] = secret,
                ["REVISION_SUFFIX"] = "v1",
            },
        };
        if (secret.Length == 0)
            start.Environment.Remove("WEBCHAT_SECRET");
        return await TemplateTools.RunAsync(start);
    }
}
