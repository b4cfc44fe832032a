using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Integrations.Gemini.Emulator;
using Platform.Integrations.OfflineModel;
using Platform.Web.Assistant;

namespace Platform.Tests.Assistant;

/// <summary>Gemini talks to the desk over real HTTP; whenever it does not, the built-in assistant answers the same customer.</summary>
public sealed class ModelsTests(Database database) : IClassFixture<Database>
{
    private static readonly OrganisationId Seller = new(new Guid("00000000-0000-0000-0000-0000000000a1"));

    [Fact]
    public async Task Gemini_answers_from_what_the_desk_told_it()
    {
        await using var host = await GeminiHost.StartAsync();
        host.Emulator
            .Calls(("find_products", new JsonObject { ["query"] = "samba" }))
            .Says("La Adidas Samba OG est à 799 DH. Le stock est de 500 paires à 9 DH.");

        var talk = await AskAsync(host, "La samba est à combien ?");

        Assert.Equal("gemini-3.5-flash-lite", talk.Model);
        Assert.Equal("find_products", Assert.Single(talk.Tools));
        Assert.Equal("La Adidas Samba OG est à 799 DH.", talk.Text);
        Assert.Equal(1, talk.Dropped);
        Assert.Equal((200, 100), (talk.InputTokens, talk.OutputTokens));
        Assert.Equal(289, talk.CostMicros); // 120 × 0.30 + 80 × 0.03 + 100 × 2.50, rounded up
    }

    [Fact]
    public async Task A_voice_note_is_heard_by_gemini_and_not_by_the_built_in_assistant()
    {
        await using var host = await GeminiHost.StartAsync();
        host.Emulator.Says("Vous cherchez quelle pointure ?");
        var note = new Enclosed("audio/ogg", [.. "OggS"u8]);

        Assert.Equal("Vous cherchez quelle pointure ?", (await AskAsync(host, new Line(Speaker.Customer, "", note))).Text);
        Assert.Equal("T2dnUw==", host.Emulator.Requests[^1].Body["contents"]![0]!["parts"]![0]!["inlineData"]!["data"]!.GetValue<string>());
        Assert.Contains("vocaux", (await AskAsync(host, new Line(Speaker.Customer, "", note), isReady: false)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overloaded")]
    [InlineData("quota")]
    [InlineData("blocked")]
    [InlineData("garbage")]
    [InlineData("silent")]
    [InlineData("cut")]
    [InlineData("withheld")]
    [InlineData("endless")]
    [InlineData("key")]
    public async Task When_gemini_fails_the_built_in_assistant_answers(string trouble)
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:FallbackModel", ""), ("Gemini:PatienceSeconds", "1"), ("GEMINI_API_KEY", trouble == "key" ? "wrong" : GeminiEmulator.Key));
        var emulator = host.Emulator;
        _ = trouble switch
        {
            "overloaded" => emulator.IsOverloaded(),
            "quota" => emulator.IsOutOfQuota(TimeSpan.FromSeconds(30)),
            "blocked" => emulator.Blocks(),
            "garbage" => emulator.Answers("<html>"),
            "silent" => emulator.Answers(GeminiEmulator.Finished()),
            "cut" => emulator.Answers(GeminiEmulator.Ended("MAX_TOKENS", new JsonObject { ["text"] = "La Samba est à" })),
            "withheld" => emulator.Answers(GeminiEmulator.Ended("SAFETY")),
            "endless" => Enumerable.Range(0, 20).Aggregate(emulator, (one, _) => one.Calls(("see_draft", []))),
            _ => emulator,
        };

        var talk = await AskAsync(host, "La samba est à combien ?");

        Assert.Equal(OfflineChatClient.ModelId, talk.Model);
        Assert.Contains("799 DH", talk.Text, StringComparison.Ordinal);
        Assert.Equal(0, talk.CostMicros);
    }

    [Fact]
    public async Task Without_a_key_gemini_is_not_asked()
    {
        await using var host = await GeminiHost.StartAsync();
        var talk = await AskAsync(host, "Salam", isReady: false);

        Assert.Equal(OfflineChatClient.ModelId, talk.Model);
        Assert.Empty(host.Emulator.Requests);
    }

    private Task<Talk> AskAsync(GeminiHost host, string words, bool isReady = true) => AskAsync(host, new Line(Speaker.Customer, words), isReady);

    private async Task<Talk> AskAsync(GeminiHost host, Line said, bool isReady = true)
    {
        var budget = new ModelBudget(new TurnRecords(database.Dbs, database.Databases), TimeProvider.System);
        var models = new Models(
            [
                new("gemini-3.5-flash-lite", host.Client, new TokenPrice(0.30m, 0.03m, 2.50m), isReady, IsLast: false),
                new(OfflineChatClient.ModelId, new OfflineChatClient(), null, IsReady: true, IsLast: true),
            ],
            budget, NullLogger<Models>.Instance);
        var page = new ShopBook.Page(Shops.Atlas, new() { OrganisationId = Seller.Value }, TimeZoneInfo.Utc);
        var customer = new Situation(new(2026, 11, 20), [said]);
        return await models.TalkAsync(Seller, page, customer, Draft.Empty, new(_ => throw new InvalidOperationException("Nobody ordered anything"), _ => throw new InvalidOperationException("Nobody owed anything")), CancellationToken.None);
    }
}
