using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Alerts;
using Platform.Web.Assistant;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Alerts;

/// <summary>The shelf announces itself once, in one message; a manager gets the stock for a word.</summary>
public sealed partial class AlertTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private readonly Actor owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    [Fact]
    public async Task What_runs_low_is_announced_once_for_all_of_it_and_again_only_after_it_was_well()
    {
        var (desk, watch) = (app.Get<AlertDesk>(), app.Get<Watch>());
        Assert.Null(await desk.SaveAsync(owner, new() { OrganisationId = Shop.Value, LowStock = 0, WatchesOrders = false }));
        Assert.Null(await desk.AddPhoneAsync(owner, "Magasin", "0661000777"));
        await watch.LookAsync(Shop, CancellationToken.None);
        var before = await AnnouncedAsync();

        var skus = (await app.TextAsync($"select string_agg(sku, ',') from (select sku from variants where organisation_id = '{Shop.Value}' and sku is not null and stock - reserved > 5 order by sku limit 3) v")).Split(',');
        foreach (var sku in skus) Assert.Null(await desk.SetThresholdAsync(owner, sku.ToLowerInvariant(), 100_000));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => watch.LookAsync(Shop, CancellationToken.None)));
        await watch.LookAsync(Shop, CancellationToken.None);

        Assert.Equal(before + 1, await AnnouncedAsync());
        Assert.Equal("3", await app.TextAsync("select count from alert_announcements order by at desc limit 1"));
        await Eventually.EqualAsync("1", () => app.TextAsync("select count(*) from thread t join contact_addresses a on a.conversation_id = t.conversation and a.address = '+212661000777' where t.text like '%, 3 articles%'"));
        await Eventually.EqualAsync("alerte_rupture_stock", () => app.TextAsync(
            "select coalesce(max(data #>> '{Brought,Template,Name}'), '') from mt_events e join contact_addresses a on a.conversation_id = e.stream_id and a.address = '+212661000777' where type = 'reply_queued'"));

        foreach (var threshold in await desk.ThresholdsAsync(Shop)) await desk.DropThresholdAsync(owner, threshold.Variant);
        await watch.LookAsync(Shop, CancellationToken.None);
        foreach (var sku in skus) await desk.SetThresholdAsync(owner, sku, 100_000);
        await watch.LookAsync(Shop, CancellationToken.None);

        Assert.Equal(before + 2, await AnnouncedAsync());
    }

    [Fact]
    public async Task A_manager_gets_the_stock_and_a_customer_gets_the_one_who_sells()
    {
        var settings = await app.Get<AssistantDesk>().SettingsAsync(Shop);
        settings.IsOn = true;
        await app.Get<AssistantDesk>().SaveAsync(Actor.System(Shop), settings);
        Assert.Null(await app.Get<AlertDesk>().AddPhoneAsync(owner, "Gérante", "+212661000778"));
        var emulator = app.Get<WhatsAppEmulator>();

        var manager = emulator.Phone(DemoMode.NumberId, "+212661000778", "Gérante");
        await emulator.WriteAsync(DemoMode.NumberId, manager, "STOCK SAMBA");
        await Eventually.TrueAsync(() => manager.Lines.Any(line => !line.FromCustomer && Stock().IsMatch(line.Text)), "the stock");

        var customer = emulator.Phone(DemoMode.NumberId, "+212661000779", "Salma");
        await emulator.WriteAsync(DemoMode.NumberId, customer, "stock samba ?");
        await Eventually.TrueAsync(() => customer.Lines.Any(line => !line.FromCustomer), "an answer");
        Assert.DoesNotMatch(Stock(), customer.Lines.First(line => !line.FromCustomer).Text);

        // The assistant had its moment by now, for both of them.
        Assert.Single(manager.Lines, line => !line.FromCustomer && !line.Text.StartsWith("Stock à surveiller", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_threshold_for_an_article_there_is_not_and_a_number_that_is_none_are_refused()
    {
        var desk = app.Get<AlertDesk>();
        Assert.Equal("alerts.sku", (await desk.SetThresholdAsync(owner, "no-such-sku", 3))?.Code);
        Assert.Equal("alerts.phone", (await desk.AddPhoneAsync(owner, "Magasin", "12"))?.Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.AddPhoneAsync(owner with { Role = Role.Agent }, "Magasin", "0661000777"));
    }

    private async Task<int> AnnouncedAsync() => int.Parse(await app.TextAsync($"select count(*) from alert_announcements where organisation_id = '{Shop.Value}'"), provider: null);

    [GeneratedRegex(@"Samba.*\s: \d+ disponibles")]
    private static partial Regex Stock();
}
