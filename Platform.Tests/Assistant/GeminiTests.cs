using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Platform.Domain.Assistant;
using Platform.Integrations;
using Platform.Integrations.Gemini;
using Platform.Integrations.Gemini.Emulator;

namespace Platform.Tests.Assistant;

/// <summary>What goes out to Gemini, and what becomes of its bad days.</summary>
public sealed class GeminiTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "Salam")];

    [Fact]
    public async Task A_chat_becomes_turns_with_the_tools_and_the_prompt_beside_it()
    {
        await using var host = await GeminiHost.StartAsync();
        await host.Client.GetResponseAsync(
            [
                new(ChatRole.System, "You sell shoes."),
                new(ChatRole.Assistant, "Bienvenue !"),
                new(ChatRole.User, "Salam"),
                new(ChatRole.User, "Samba 42 ?"),
                new(ChatRole.Assistant, "Oui, 799 DH."),
                new(ChatRole.User, [new TextContent("listen"), new DataContent(new byte[] { 1, 2, 3 }, "audio/ogg; codecs=opus")]),
            ],
            new() { Tools = [Declared("check_stock"), Declared("recap")], MaxOutputTokens = 1500, Temperature = 0.2f });

        Snapshot.Match(host.Emulator.Requests.Single().Body.ToString());
    }

    [Fact]
    public async Task Calls_and_their_answers_go_round_with_their_ids_and_signatures()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:Model", "gemini-3.8-flash"));
        host.Emulator.Calls(("check_stock", new() { ["product"] = "P1" }), ("recap", [])).Says("Il en reste.");
        List<ChatMessage> chat = [.. Hello];

        var called = await host.Client.GetResponseAsync(chat);
        chat.AddRange(called.Messages);
        var calls = called.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        chat.Add(new(ChatRole.Tool, [.. calls.Select(call => new FunctionResultContent(call.CallId, new JsonObject { ["ok"] = true }))]));
        var answer = await host.Client.GetResponseAsync(chat);

        Assert.Equal(ChatFinishReason.ToolCalls, called.FinishReason);
        Assert.Equal(["check_stock", "recap"], calls.Select(call => call.Name));
        Assert.Equal("Il en reste.", answer.Text);
        Assert.Equal((100, 40, 50), (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task A_call_without_its_signature_is_refused()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:Model", "gemini-3.8-flash"));
        ChatMessage[] chat =
        [
            .. Hello,
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "recap", new Dictionary<string, object?>())]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "done")]),
        ];

        await RefusedAsync(host, chat, "INVALID_ARGUMENT", ProviderFault.Final);
    }

    [Fact]
    public async Task A_call_nobody_answered_is_refused()
    {
        await using var host = await GeminiHost.StartAsync();
        await RefusedAsync(host, [.. Hello, new(ChatRole.Assistant, [new FunctionCallContent("c1", "recap", new Dictionary<string, object?>())]), new(ChatRole.User, "Alors ?")], "INVALID_ARGUMENT", ProviderFault.Final);
    }

    [Fact]
    public async Task The_last_word_is_never_the_models()
    {
        await using var host = await GeminiHost.StartAsync();
        await RefusedAsync(host, [.. Hello, new(ChatRole.Assistant, "Bonjour")], "INVALID_ARGUMENT", ProviderFault.Final);
    }

    [Fact]
    public async Task A_field_the_service_does_not_know_is_refused()
    {
        await using var host = await GeminiHost.StartAsync();
        var odd = new AIContent { RawRepresentation = System.Text.Json.JsonSerializer.SerializeToElement(new { text = "a", mood = "b" }) };
        await RefusedAsync(host, [new(ChatRole.User, [odd])], "INVALID_ARGUMENT", ProviderFault.Final);
    }

    [Fact]
    public async Task A_wrong_key_is_for_a_person_to_put_right()
    {
        await using var host = await GeminiHost.StartAsync(("GEMINI_API_KEY", "wrong"));
        await RefusedAsync(host, Hello, "API_KEY_INVALID", ProviderFault.Fix);
        Assert.Empty(host.Emulator.Requests);
    }

    [Fact]
    public async Task An_overloaded_model_gives_way_to_the_other_one()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:Model", "gemini-3.6-flash"), ("Gemini:FallbackModel", "gemini-3.8-flash"));
        host.Emulator.IsOverloaded().Says("Bonjour !");

        Assert.Equal("Bonjour !", (await host.Client.GetResponseAsync(Hello)).Text);
        Assert.Equal(["gemini-3.6-flash", "gemini-3.8-flash"], host.Emulator.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task A_model_out_of_quota_rests_as_long_as_it_asks_for()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:Model", "gemini-3.6-flash"), ("Gemini:FallbackModel", "gemini-3.8-flash"));
        host.Emulator.IsOutOfQuota(TimeSpan.FromSeconds(26.4));

        await host.Client.GetResponseAsync(Hello);
        await host.Client.GetResponseAsync(Hello);
        host.Clock.Advance(TimeSpan.FromSeconds(27));
        await host.Client.GetResponseAsync(Hello);

        Assert.Equal(["gemini-3.6-flash", "gemini-3.8-flash", "gemini-3.8-flash", "gemini-3.6-flash"], host.Emulator.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task A_quota_of_the_day_comes_back_at_midnight_in_california()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:FallbackModel", ""));
        host.Emulator.IsOutOfQuota(TimeSpan.FromSeconds(5), forToday: true);

        await Assert.ThrowsAsync<GeminiException>(() => host.Client.GetResponseAsync(Hello));
        var resting = await Assert.ThrowsAsync<ProviderException>(() => host.Client.GetResponseAsync(Hello));
        host.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal("all_models_rest", resting.Code);
        Assert.Equal("D'accord.", (await host.Client.GetResponseAsync(Hello)).Text);
    }

    [Fact]
    public async Task Thoughts_that_used_everything_up_get_more_room_once()
    {
        await using var host = await GeminiHost.StartAsync();
        host.Emulator.Answers(GeminiEmulator.Ended("MAX_TOKENS")).Says("Voilà.");

        var answer = await host.Client.GetResponseAsync(Hello);

        Assert.Equal("Voilà.", answer.Text);
        Assert.Equal(200, answer.Usage!.InputTokenCount);
        Assert.Equal([2048, 8192], host.Emulator.Requests.Select(request => (int)request.Body["generationConfig"]!["maxOutputTokens"]!));
    }

    [Fact]
    public async Task A_blocked_prompt_is_said_to_be_blocked()
    {
        await using var host = await GeminiHost.StartAsync();
        host.Emulator.Blocks();

        var answer = await host.Client.GetResponseAsync(Hello);

        Assert.Equal(ChatFinishReason.ContentFilter, answer.FinishReason);
        Assert.Equal("PROHIBITED_CONTENT", answer.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().Single().ErrorCode);
    }

    [Fact]
    public async Task What_is_not_an_answer_is_not_taken_for_one()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:FallbackModel", ""));
        host.Emulator.Answers("<html>Welcome to our network.", contentType: "text/html");

        Assert.Equal("unreadable", (await Assert.ThrowsAsync<GeminiException>(() => host.Client.GetResponseAsync(Hello))).Code);
    }

    [Fact]
    public async Task A_finish_nobody_knows_yet_is_no_error()
    {
        await using var host = await GeminiHost.StartAsync();
        host.Emulator.Answers(GeminiEmulator.Ended("A_REASON_OF_2027", new JsonObject { ["text"] = "Oui." }));

        Assert.Equal("Oui.", (await host.Client.GetResponseAsync(Hello)).Text);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_patience_allows()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:PatienceSeconds", "1"));
        host.Emulator.SaysAfter(TimeSpan.FromSeconds(20), "Trop tard.");

        var waited = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<ProviderException>(() => host.Client.GetResponseAsync(Hello));

        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(8));
    }

    private static async Task RefusedAsync(GeminiHost host, IEnumerable<ChatMessage> chat, string code, ProviderFault fault)
    {
        var refused = await Assert.ThrowsAsync<GeminiException>(() => host.Client.GetResponseAsync(chat));
        Assert.Equal((code, fault), (refused.Code, refused.Fault));
    }

    private static AIFunctionDeclaration Declared(string tool)
    {
        var known = DeskTool.All.First(one => one.Name == tool);
        return AIFunctionFactory.CreateDeclaration(known.Name, known.Description, System.Text.Json.JsonSerializer.SerializeToElement(known.Schema));
    }
}
