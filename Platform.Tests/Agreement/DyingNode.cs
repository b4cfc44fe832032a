using System.Globalization;
using Microsoft.Extensions.Configuration;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Wave;
using Platform.Tests.Deliveries;
using Platform.Tests.Payments;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Demo;
using Platform.Web.Invoices;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Tests.Agreement;

/// <summary>
/// Two nodes share the work of a rush: orders are confirmed and invoiced, couriers are asked and answer, payments are told to the second node. That one is killed in the middle of it.
/// Its providers live on the first, so that what it sent is known.
/// </summary>
internal static class DyingNode
{
    private const int Orders = 30, Payments = 12, Riders = 4;

    /// <param name="round">Chooses the moment, and a town and couriers of its own.</param>
    /// <returns>What was lost or happened twice.</returns>
    public static async Task<List<string>> RoundAsync(App app, int round)
    {
        var (lots, road, dakar) = (new Random(round), new Road(app, $"Ville {round}"), PaymentShop.Dakar(app));
        await SettleDownAsync(app);
        var riders = new List<Road.Rider>();
        for (var n = 0; n < Riders; n++) riders.Add(await road.HireAsync($"Livreur {round}-{n}"));
        foreach (var rider in riders) Answering(app, rider.Phone);

        using var other = await app.StartProcessAsync([.. EmulatorsOf(app)]);
        var sales = await OpenAsync(app, dakar, other);

        var moment = lots.Next(1, Orders / 2);
        var rush = ConfirmAsync(app, road, $"Ville {round}", round);
        foreach (var (_, _, sale) in sales) _ = app.Get<WaveEmulator>().Till.ActAsync(sale.Id, EmulatedAct.Pay); // Who knocks at a dead door comes back much later.
        await Eventually.TrueAsync(async () => await DoneByOtherAsync(app, $"Ville {round}") >= moment, "the second node doing its share");
        other.Kill();
        await rush;

        await Rest.OfAsync(app);
        List<string> wrong = [.. await LostAsync(app, $"Ville {round}"), .. Doubled(riders)];
        foreach (var (order, payment, _) in sales)
        {
            await dakar.PaidAsync(order);
            if ((await dakar.FactsAsync(payment.Value, "payment_received"), await dakar.FactsAsync(order.Id, "order_paid")) is var told && told != ("1", "1")) wrong.Add($"{order.Number} was paid {told}");
        }

        return wrong;
    }

    /// <summary>Invoices at the yes; couriers asked at once.</summary>
    private static async Task SettleDownAsync(App app)
    {
        var (settings, _) = await app.Get<InvoiceSettingsDesk>().OfAsync(Road.Shop);
        settings.Issue = IssueAt.Confirmation;
        Assert.Null(await app.Get<InvoiceSettingsDesk>().SaveAsync(Road.Owner, settings));
        Assert.Null(await app.Get<DispatchSettingsDesk>().ChangeAsync(Road.Owner, dispatch => dispatch.IsAutomatic = true));
        await app.TextAsync("update variants set stock = 1000000");
    }

    public static IEnumerable<(string, string)> EmulatorsOf(App app)
    {
        using var defaults = new ConfigurationManager();
        DemoMode.UseEmulators(defaults, app.Address);
        return [.. defaults.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!))];
    }

    /// <summary>Two of three offers are accepted, the third is refused.</summary>
    private static void Answering(App app, EmulatedPhone phone)
    {
        var (seen, gate) = (phone.Lines.Count, new Lock());
        phone.Changed += () =>
        {
            EmulatedPhone.Line[] fresh;
            lock (gate)
            {
                fresh = [.. phone.Lines.Skip(seen)];
                seen += fresh.Length;
            }

            foreach (var choice in fresh.Select(line => line.Offers.FirstOrDefault(choice => CoursePress.Read(choice.Id)?.Verb == (line.Text.Sum(c => c) % 3 == 0 ? CourseVerb.Refuse : CourseVerb.Accept))).OfType<Choice>())
                _ = app.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, phone, new(Domain.Conversations.MessageKind.Button, choice.Title) { Pressed = choice });
        };
    }

    /// <summary>Half of the notifications knock at the node that will die.</summary>
    private static async Task<List<(OrderRow Order, PaymentId Payment, EmulatedSale Sale)>> OpenAsync(App app, PaymentShop dakar, AppProcess other)
    {
        var sales = new List<(OrderRow, PaymentId, EmulatedSale)>();
        var account = (await app.Get<GatewayAccounts>().ListAsync(dakar.Organisation)).Single(row => row.Gateway == "wave").Id;
        var here = app.Get<PaymentDoors>().Notify("wave", Door.Account, dakar.Organisation, account);
        for (var n = 0; n < Payments; n++)
        {
            app.Get<WaveEmulator>().Register("dakar", n % 2 == 0 ? new Uri(other.Address, here.AbsolutePath) : here);
            var order = await dakar.OrderAsync(1_000 + n);
            var payment = await dakar.AskAsync(order);
            sales.Add((order, payment, await dakar.ChooseAsync(payment, "wave", app.Get<WaveEmulator>())));
        }

        app.Get<WaveEmulator>().Register("dakar", here);
        return sales;
    }

    private static async Task<int> DoneByOtherAsync(App app, string city) => int.Parse(await app.TextAsync(
        $"select count(*) from mt_events e join order_deliveries d on d.id = e.stream_id where d.city = '{city}' and e.headers ->> 'node' <> '{app.Get<Node>().Id}'"), CultureInfo.InvariantCulture);

    private static async Task ConfirmAsync(App app, Road road, string city, int round)
    {
        var variant = Guid.Parse(await app.TextAsync($"select id from variants where organisation_id = '{Road.Shop.Value}' limit 1"));
        await Parallel.ForAsync(0, Orders, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, ct) =>
        {
            var customer = new ContactId(Guid.CreateVersion7());
            var placed = await road.Streams.HandleAsync(new OrderId(Guid.CreateVersion7()), new PlaceOrder(
                $"K{round}-{n}", customer, OrderSource.Hand, null, [new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(variant), "Samba", "38", null, null, 1, Money.Of(949, Currency.MAD))],
                Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(new(customer.Value, "Salma"), null, city, null, null, null, null), null, IsAccepted: true), Road.Owner, ct);
            Assert.Null(placed.Refusal);
        });
    }

    private static async Task<List<string>> LostAsync(App app, string city)
    {
        var wrong = new List<string>();
        foreach (var (what, sql) in new[]
        {
            ("given up", "select string_agg(reaction || ' ' || coalesce(error, ''), ', ') from todo where parked_at is not null"),
            ("orders not invoiced once", $"select string_agg(o.number, ' ') from orders o where o.city = '{city}' and (select count(*) from invoices i where i.order_id = o.id) <> 1"),
            ("gaps and doubles in the series", "select string_agg(number::text, ' ') from (select number, row_number() over (partition by organisation_id, kind, year order by number) as place from invoice_numbers) n where number <> place"),
            ("numbers without a paper", "select string_agg(n.number::text, ' ') from invoice_numbers n full join invoices i using (organisation_id, kind, year, number) where i.id is null or n.cause is null"),
            ("orders without one delivery", $"select string_agg(o.number, ' ') from orders o where o.city = '{city}' and (select count(*) from order_deliveries d where d.order_id = o.id) <> 1"),
            ("deliveries nobody asks for", $"select string_agg(d.number, ' ') from order_deliveries d where d.city = '{city}' and d.stage = 'Searching' and not exists (select from delivery_offers f where f.delivery = d.id and f.state = 'Open')"),
            ("deliveries with two drivers or two questions", $"""
                select string_agg(d.number, ' ') from order_deliveries d where d.city = '{city}' and (
                    (select count(*) from mt_events e where e.stream_id = d.id and e.type = 'courier_assigned') > 1 or (select count(*) from delivery_offers f where f.delivery = d.id and f.state in ('Open', 'Accepted')) > 1)
                """),
        })
            if (await app.TextAsync(sql) is { Length: > 0 } which) wrong.Add($"{what}: {which}");
        return wrong;
    }

    /// <summary>By the buttons that came: each belongs to one offer.</summary>
    private static IEnumerable<string> Doubled(List<Road.Rider> riders) =>
        from rider in riders
        from offer in rider.Phone.Lines.SelectMany(line => line.Offers).Where(choice => CoursePress.Read(choice.Id)?.Verb is CourseVerb.Accept).CountBy(choice => choice.Id)
        where offer.Value > 1
        select $"{rider.Phone.Name} was asked {offer.Value} times for {offer.Key}";
}
