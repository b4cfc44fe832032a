using System.Globalization;

namespace Platform.Tests.Deliveries;

/// <summary>The month behind a fresh demo: lived with the real commands, and nobody of today hears of it.</summary>
public sealed class DemoPastTests : IAsyncLifetime
{
    private const int Brought = 12;
    private readonly App app = new() { Settings = [("PLATFORM_DEMO_PAST", "on")] };

    [Fact]
    public async Task Parcels_of_days_gone_by_are_brought_paid_and_invoiced_and_ring_no_phone_today()
    {
        await Eventually.TrueAsync(async () => int.Parse(await app.TextAsync("select count(*) from order_deliveries where stage = 'Delivered'"), CultureInfo.InvariantCulture) >= Brought, "parcels of last month being brought");

        Assert.Equal("0", await app.TextAsync("select count(*) from courier_messages"));
        Assert.Equal("0", await app.TextAsync("select count(*) from order_deliveries where stage = 'Delivered' and delivered_at > now() - interval '1 day'"));
        Assert.Equal("0", await app.TextAsync("select count(*) from till_lines where at > now() - interval '1 day'"));
        Assert.Equal("True", await app.TextAsync("select count(*) > 0 from delivery_offers where state = 'Refused'"));
        Assert.Equal("", await app.TextAsync("""
            select string_agg(t.courier::text, ' ') from tills t
            where t.holds <> (select sum(case when l.counted is null then l.amount else -l.amount end) from till_lines l where l.courier = t.courier)
            """));
        Assert.Equal("", await app.TextAsync("select string_agg(i.number::text, ' ') from invoices i join invoices later on later.kind = i.kind and later.year = i.year and later.number > i.number and later.issued_on < i.issued_on"));
    }

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();
}
