using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Deliveries;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// A thousand orders confirmed in one minute, and couriers enough that none is written to faster than WhatsApp lets one person be, who accept, refuse or say nothing.
/// How long after the yes the first phone rings, whether any rings twice for one offer, and how far from its minute each offer ends.
/// </summary>
internal static partial class DispatchBenchmark
{
    private const int Orders = 1000, Couriers = 120;
    private const string City = "Bench";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Latest = TimeSpan.FromSeconds(2), TimerLatest = TimeSpan.FromSeconds(1);
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    public static async Task RunAsync()
    {
        var app = new App();
        await app.InitializeAsync();
        await app.TextAsync("update variants set stock = 1000000");
        await app.Get<DispatchSettingsDesk>().ChangeAsync(Owner, settings => settings.Minutes = 1);

        var rings = new ConcurrentBag<(string Number, string Phone, DateTimeOffset At)>();
        foreach (var n in Enumerable.Range(0, Couriers)) await HireAsync(app, n, rings);
        await ConfirmAsync(app, count: 20, over: TimeSpan.FromSeconds(4)); // Warms up.
        await Task.Delay(TimeSpan.FromSeconds(5));
        rings.Clear();

        var confirmed = await ConfirmAsync(app, Orders, Minute);
        await Task.Delay(Minute + Latest + Latest); // The last of them has been asked, and its minute is over.

        Report(confirmed, rings);
        await ReportTimersAsync(app);
        await app.DisposeAsync();
    }

    /// <summary>Of every four offers two are accepted, one is refused and one is left to its minute.</summary>
    private static async Task HireAsync(App app, int n, ConcurrentBag<(string, string, DateTimeOffset)> rings)
    {
        var emulator = app.Get<WhatsAppEmulator>();
        var phone = emulator.Phone(DemoMode.NumberId, $"+21267800{n:0000}", $"Livreur {n}");
        await app.Get<CourierDesk>().SaveAsync(Owner, new() { OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Name = phone.Name, Phone = phone.Number, Fee = 2000, Zones = [City] }, []);
        await emulator.WriteAsync(DemoMode.NumberId, phone, "bonjour");

        var (seen, gate) = (0, new Lock());
        phone.Changed += () =>
        {
            EmulatedPhone.Line[] fresh;
            lock (gate)
            {
                fresh = [.. phone.Lines.Skip(seen)];
                seen += fresh.Length;
            }

            foreach (var line in fresh.Where(line => !line.FromCustomer && line.Offers.Any(choice => CoursePress.Read(choice.Id)?.Verb is CourseVerb.Accept)))
            {
                rings.Add((Number().Match(line.Text).Value, phone.Number, line.At));
                _ = AnswerAsync(emulator, phone, line);
            }
        };
    }

    private static async Task AnswerAsync(WhatsAppEmulator emulator, EmulatedPhone phone, EmulatedPhone.Line line)
    {
        var mood = (line.Text + phone.Number).Sum(c => c) % 4;
        if (mood == 3) return;

        var verb = mood == 2 ? CourseVerb.Refuse : CourseVerb.Accept;
        await Task.Delay(TimeSpan.FromSeconds(1));
        var choice = line.Offers.First(choice => CoursePress.Read(choice.Id)?.Verb == verb);
        await emulator.SayAsync(DemoMode.NumberId, phone, new(Platform.Domain.Conversations.MessageKind.Button, choice.Title) { Pressed = choice });
    }

    private static async Task<Dictionary<string, DateTimeOffset>> ConfirmAsync(App app, int count, TimeSpan over)
    {
        var variant = new VariantId(Guid.Parse(await app.TextAsync("select id from variants limit 1")));
        var confirmed = new ConcurrentDictionary<string, DateTimeOffset>();
        var started = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        for (var n = 0; n < count; n++)
        {
            var wait = (over / count * n) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            under.Add(PlaceAsync(app, variant, $"B{count}-{n}", confirmed));
        }

        await Task.WhenAll(under);
        return new(confirmed);
    }

    private static async Task PlaceAsync(App app, VariantId variant, string number, ConcurrentDictionary<string, DateTimeOffset> confirmed)
    {
        var customer = new ContactId(Guid.CreateVersion7());
        Personal Said(string text) => new(customer.Value, text);
        await app.Get<Streams>().HandleAsync(new OrderId(Guid.CreateVersion7()), new PlaceOrder(
            number, customer, OrderSource.Hand, null, [new OrderLine(new ProductId(Guid.CreateVersion7()), variant, "Samba", "38", null, null, 1, Money.Of(949, Currency.MAD))],
            Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(Said("Salma"), null, City, null, null, null, null), null, IsAccepted: true), Owner);
        confirmed[number] = DateTimeOffset.UtcNow;
    }

    private static void Report(Dictionary<string, DateTimeOffset> confirmed, ConcurrentBag<(string Number, string Phone, DateTimeOffset At)> rings)
    {
        var first = rings.GroupBy(ring => ring.Number).ToDictionary(group => group.Key, group => group.Min(ring => ring.At));
        var waits = confirmed.Where(order => first.ContainsKey(order.Key)).Select(order => Math.Max(0, (first[order.Key] - order.Value).TotalMilliseconds)).ToList();
        var (unasked, late) = (confirmed.Count - waits.Count, waits.Count(wait => wait > Latest.TotalMilliseconds));
        var doubled = rings.GroupBy(ring => (ring.Number, ring.Phone)).Count(group => group.Count() > 1);
        Say($"dispatch, {Orders} orders in {Minute.TotalSeconds:0} s: the phone rings {Duel.Percentile(waits, 50):0} ms after the yes at the median, {Duel.Percentile(waits, 99):0} ms at the 99th percentile, {waits.Max():0} ms at most; {late} later than {Latest.TotalSeconds:0} s, {unasked} never; aim 0 and 0: {Verdict(late + unasked == 0)}");
        Say($"dispatch, {rings.Count} rings: {doubled} for the same offer twice; aim 0: {Verdict(doubled == 0)}");
    }

    private static async Task ReportTimersAsync(App app)
    {
        var ends = await app.TextAsync("""
            select count(*) || ' ' || coalesce(round(1000 * percentile_disc(0.5) within group (order by late)), 0) || ' ' || coalesce(round(1000 * max(late)), 0) || ' ' || coalesce(round(1000 * min(late)), 0)
            from (select extract(epoch from answered_at - until) as late from delivery_offers where state = 'Expired') t
            """);
        var figures = ends.Split(' ').Select(figure => long.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        Say($"dispatch, {figures[0]} offers left to their minute: ended {figures[1]} ms after it at the median, between {figures[3]} and {figures[2]} ms; aim within ±{TimerLatest.TotalMilliseconds:0} ms: {Verdict(figures[0] > 0 && figures[3] >= 0 && figures[2] <= TimerLatest.TotalMilliseconds)}");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Verdict(bool isReached) => isReached ? "reached" : "MISSED";

    [GeneratedRegex(@"B\d+-\d+")]
    private static partial Regex Number();
}
