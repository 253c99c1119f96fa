using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.BotDialogs;

/// <summary>The stored form of dialog stacks, which the official SDK must be able to read and write.</summary>
public sealed class DialogStateJsonTests
{
    private static ComponentDialog Order() => new ComponentDialog("order")
        .AddDialog(new WaterfallDialog("order.steps",
        [
            (step, ct) => step.PromptAsync("text", DialogFlow.Ask("Which order?", "Which one?"), ct),
            (step, ct) =>
            {
                step.Values["order"] = step.Result;
                return step.PromptAsync("choice", DialogFlow.Ask("What about it?"), ct);
            },
            (step, ct) => step.EndDialogAsync($"{step.Result} of {step.Values["order"]}", ct),
        ]))
        .AddDialog(new TextPrompt("text", (context, _) => Task.FromResult(context.Recognized.Value != "none")))
        .AddDialog(new TextPrompt("choice"));

    [Fact]
    public async Task Stack_Stored_HasTheOfficialShape()
    {
        var storage = new JsonStorage();
        await new DialogFlow(storage).Add(Order()).Begin("order").Send("hello").AssertReply("Which order?").Send("none").AssertReply("Which one?").StartTestAsync();

        var state = JObject.Parse(Assert.Single(storage.Items).Value)["dialogState"]!;
        var component = Assert.Single(state["dialogStack"]!);
        Assert.Equal("order", (string?)component["id"]);
        Assert.Equal(["id", "state", "StackIndex", "Version"], component.Children<JProperty>().Select(property => property.Name));

        var inner = component["state"]!["dialogs"]!["dialogStack"]!;
        Assert.Equal(["text", "order.steps"], inner.Select(instance => (string?)instance["id"]));
        Assert.Equal(["options", "state"], inner[0]!["state"]!.Children<JProperty>().Select(property => property.Name));
        Assert.Equal(1, (int?)inner[0]!["state"]!["state"]!["AttemptCount"]);
        Assert.Equal("Which order?", (string?)inner[0]!["state"]!["options"]!["Prompt"]!["text"]);
        Assert.Equal(["options", "values", "instanceId", "stepIndex"], inner[1]!["state"]!.Children<JProperty>().Select(property => property.Name));
        Assert.Equal(0, (int?)inner[1]!["state"]!["stepIndex"]);
    }

    [Fact]
    public async Task Stack_ReadBackAsUntypedJson_GoesOn()
    {
        await new DialogFlow(new JsonStorage()).Add(Order()).Begin("order").WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Which order?")
            .Send("none").AssertReply("Which one?")
            .Send("5").AssertReply("What about it?")
            .Send("items").AssertReply("items of 5")
            .Send("hello").AssertReply("Which order?")
            .StartTestAsync();
    }

    [Fact]
    public async Task Stack_WrittenByTheOfficialSdk_GoesOn()
    {
        // As MemoryStorage and the blob and Cosmos storages of the official SDK write it, type names left out.
        const string Stored = """
            {
              "dialogState": {
                "dialogStack": [
                  {
                    "id": "order",
                    "state": {
                      "dialogs": {
                        "dialogStack": [
                          {
                            "id": "choice",
                            "state": {
                              "options": {
                                "Prompt": { "type": "message", "text": "What about it?", "inputHint": "expectingInput" },
                                "RetryPrompt": null,
                                "Choices": [ { "value": "status", "action": null, "synonyms": null }, { "value": "items", "action": null, "synonyms": null } ],
                                "Style": 0,
                                "Validations": null
                              },
                              "state": { "AttemptCount": 1 }
                            },
                            "StackIndex": null,
                            "Version": null
                          },
                          {
                            "id": "order.steps",
                            "state": { "options": null, "values": { "instanceId": "i", "order": "7" }, "instanceId": "1d3f7c1e-6ad0-4a6e-9c55-0e6f6dbd3c40", "stepIndex": 1 },
                            "StackIndex": null,
                            "Version": null
                          }
                        ]
                      }
                    },
                    "StackIndex": null,
                    "Version": null
                  }
                ]
              }
            }
            """;
        var storage = new JsonStorage();
        var flow = new DialogFlow(storage).Add(Order()).Begin("order").WhenEnded(result => $"{result}");
        await flow.Send("hello").StartTestAsync();
        storage.Items[storage.Items.Keys.Single()] = Stored;
        flow.Adapter.ActiveQueue.Clear();

        await flow.Send("status").AssertReply("status of 7").StartTestAsync();
    }

    [Fact]
    public void DialogState_Serialized_RoundTrips()
    {
        var state = new DialogState([new DialogInstance { Id = "a", State = new Dictionary<string, object> { ["stepIndex"] = 2 }, StackIndex = 1, Version = "v" }]);

        var read = JsonConvert.DeserializeObject<DialogState>(JsonConvert.SerializeObject(state));

        var instance = Assert.Single(read!.DialogStack);
        Assert.Equal(("a", 1, "v"), (instance.Id, instance.StackIndex, instance.Version));
        Assert.Equal(2L, instance.State["stepIndex"]);
    }

    [Fact]
    public void DialogState_StackInAnyCase_IsRead()
    {
        var read = JsonConvert.DeserializeObject<DialogState>("""{"DialogStack":[{"id":"a","state":{},"stackIndex":3,"version":"v"}]}""");
        Assert.Equal((3, "v"), (read!.DialogStack[0].StackIndex, read.DialogStack[0].Version));
    }
}
