using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Conversations;

/// <summary>What was planned leaves at its time and once, whichever process is there by then.</summary>
public sealed class LaterTests : IAsyncLifetime
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private readonly string rootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private string owner = "";

    [Fact]
    public async Task A_reply_planned_before_a_restart_leaves_after_it()
    {
        Guid message;
        await using (var before = Start())
        {
            message = await PlanAsync(before, "+212600700001");
            Assert.Equal("Scheduled", await StateAsync(message));
        }

        await using var after = Start();
        await SentAsync(message);
        Assert.Single(SeenBy("+212600700001", after));
    }

    [Fact]
    public async Task With_two_nodes_it_leaves_once()
    {
        await using var one = Start();
        await using var two = Start();
        string[] phones = [.. Enumerable.Range(11, 12).Select(n => $"+2126007000{n}")];
        var messages = await Task.WhenAll(phones.Select(phone => PlanAsync(one, phone)));

        foreach (var message in messages) await SentAsync(message);
        await Eventually.EqualAsync("0", () => Server.TextAsync(owner, "select count(*) from todo where reaction in ('send_later', 'send_queued_reply')"));

        Assert.All(phones, phone => Assert.Single(SeenBy(phone, one, two)));
        Assert.Equal($"{phones.Length}", await Server.TextAsync(owner, "select count(*) from mt_events where type = 'reply_queued' and stream_id in (select conversation from thread where text = 'Le livreur est parti')"));
    }

    [Fact]
    public async Task A_customer_who_writes_before_stops_it_on_every_node()
    {
        await using var one = Start();
        await using var two = Start();
        var message = await PlanAsync(one, "+212600700031");
        var phone = Phone(two, "+212600700031");
        await two.Services.GetRequiredService<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, phone, "Finalement demain");

        await Eventually.EqualAsync("Held", () => StateAsync(message));
        await Eventually.EqualAsync("0", () => Server.TextAsync(owner, "select count(*) from todo where reaction = 'send_later'"));
        Assert.Equal("Held", await StateAsync(message));
        Assert.Empty(SeenBy("+212600700031", one, two));
    }

    public async Task InitializeAsync() => owner = await Server.CreateDatabaseAsync();

    public Task DisposeAsync() => Server.DropDatabaseAsync(owner);

    private App.Node Start() => new(owner, rootKey, logs: null, []);

    private static Integrations.Messaging.Emulation.EmulatedPhone Phone(App.Node node, string number) =>
        node.Services.GetRequiredService<WhatsAppEmulator>().Phone(DemoMode.NumberId, number, "Lina");

    private async Task<Guid> PlanAsync(App.Node node, string number)
    {
        await node.Services.GetRequiredService<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, Phone(node, number), "Vous livrez ce soir ?");
        var found = "";
        await Eventually.TrueAsync(async () => (found = await Server.TextAsync(owner, $"select conversation || ' ' || contact from inbox where phone = '{number}'")).Length > 0, "the conversation");

        var ids = found.Split(' ').Select(Guid.Parse).ToArray();
        var (message, member) = (Guid.CreateVersion7(), new MemberId(Guid.CreateVersion7()));
        var planned = await node.Services.GetRequiredService<Streams>().HandleAsync(
            new ConversationId(ids[0]), new ScheduleReply(new(message), member, new(ids[1], "Le livreur est parti"), DateTimeOffset.UtcNow + Soon), new Actor(Shop, ActorKind.Member, Role.Agent, member.Value));
        Assert.Null(planned.Refusal);
        return message;
    }

    private Task<string> StateAsync(Guid message) => Server.TextAsync(owner, $"select state from thread where message = '{message}'");

    private Task SentAsync(Guid message) => Eventually.TrueAsync(async () => await StateAsync(message) is "Sent" or "Delivered" or "Read", "the reply sent");

    /// <summary>Each node has an emulator of its own, and either may have sent it.</summary>
    private static IEnumerable<string> SeenBy(string number, params App.Node[] nodes) =>
        nodes.SelectMany(node => Phone(node, number).Lines).Where(line => line is { FromCustomer: false, Text: "Le livreur est parti" }).Select(line => line.Id);
}
