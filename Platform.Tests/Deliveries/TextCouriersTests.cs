using Platform.Domain.Deliveries;
using Platform.Integrations.Sms.Emulator;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Shared;

namespace Platform.Tests.Deliveries;

/// <summary>The whole way for couriers with a plain phone: texts with a code, calls with a key.</summary>
public sealed class TextCouriersTests(App app) : IClassFixture<App>
{
    private static int numbers = 500;

    [Fact]
    public async Task The_code_in_the_text_answers_the_offer()
    {
        var road = new Road(app, "Figuig");
        var omar = await HireAsync("Omar", ContactWay.Sms, "Figuig");
        var parcel = await road.OrderAsync();

        var offer = await TextAsync(omar, "Course CMD-");
        var code = OfferCode.Of(new((await app.Get<OfferQueries>().ToAsync(Road.Shop, omar.Key, 1))[0].Id));
        Assert.Contains(code, offer, StringComparison.Ordinal);
        await app.Get<AfricasTalkingEmulator>().WriteAsync(omar.Phone, code);

        await parcel.IsAsync(DeliveryStage.Assigned);
        Assert.Contains("/course/", await TextAsync(omar, "12 rue des Écoles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_with_a_no_refuses_it()
    {
        var road = new Road(app, "Jerada-Sud");
        var omar = await HireAsync("Omar Non", ContactWay.Sms, "Jerada-Sud");
        var parcel = await road.OrderAsync();
        await TextAsync(omar, "Course CMD-");
        await app.Get<AfricasTalkingEmulator>().WriteAsync(omar.Phone, $"{OfferCode.Of(new((await app.Get<OfferQueries>().ToAsync(Road.Shop, omar.Key, 1))[0].Id))} non");
        await parcel.IsAsync(DeliveryStage.Unclaimed);
    }

    [Fact]
    public async Task A_key_on_the_phone_takes_the_course_and_a_late_one_is_told_so()
    {
        var road = new Road(app, "Tata");
        var nadia = await HireAsync("Nadia", ContactWay.Call, "Tata");
        var parcel = await road.OrderAsync();
        var emulator = app.Get<AfricasTalkingEmulator>();
        await Eventually.TrueAsync(() => emulator.Calls.Any(call => call.To == nadia.Phone), "the phone ringing");
        var call = emulator.Calls.First(call => call.To == nadia.Phone);

        Assert.Contains("Tapez 1", await emulator.PickUpAsync(call), StringComparison.Ordinal);
        Assert.Contains("Tapez 1", await emulator.PressAsync(call, "7"), StringComparison.Ordinal);
        Assert.Contains("C'est pour vous", System.Net.WebUtility.HtmlDecode(await emulator.PressAsync(call, "1")), StringComparison.Ordinal);
        await parcel.IsAsync(DeliveryStage.Assigned);
        await TextAsync(nadia, "12 rue des Écoles");

        await road.Streams.HandleAsync(parcel.Delivery, new TakeDelivery(new(Road.Owner.Id!.Value)), Road.Owner);
        Assert.Contains("n'est plus libre", System.Net.WebUtility.HtmlDecode(await emulator.PressAsync(call, "1")), StringComparison.Ordinal);
        await emulator.HangUpAsync(call);
    }

    [Fact]
    public async Task A_text_that_cannot_be_brought_passes_the_offer_on()
    {
        var road = new Road(app, "Zag");
        var omar = await HireAsync("Omar Muet", ContactWay.Sms, "Zag");
        app.Get<AfricasTalkingEmulator>().Ending = "AbsentSubscriber";
        try
        {
            var parcel = await road.OrderAsync();
            await parcel.IsAsync(DeliveryStage.Unclaimed);
            Assert.Equal(OfferState.Lost, Assert.Single(await app.Get<OfferQueries>().ToAsync(Road.Shop, omar.Key, 5)).State);
        }
        finally
        {
            app.Get<AfricasTalkingEmulator>().Ending = "Success";
        }
    }

    [Fact]
    public async Task Who_saves_a_courier_second_is_told_unless_it_was_the_courier_who_wrote()
    {
        var (desk, book) = (app.Get<CourierDesk>(), app.Get<CourierBook>());
        var hired = await HireAsync("Idir", ContactWay.Sms, "Aoufous");
        var (first, second) = (await book.ReadAsync(Road.Shop, hired.Key), await book.ReadAsync(Road.Shop, hired.Key));
        var read = first!.Copy();
        await book.HeardAsync(Road.Shop, hired.Key, DateTimeOffset.UtcNow, CancellationToken.None);

        first.Zones = ["Aoufous", "Erfoud"];
        Assert.Null(await desk.SaveAsync(Road.Owner, first, [new Shift(DayOfWeek.Monday, new(9, 0), new(18, 0))], read));
        second!.Fee = 4000;
        Assert.Equal(Keeping.Changed, await desk.SaveAsync(Road.Owner, second, [], read));

        var kept = await book.ReadAsync(Road.Shop, hired.Key);
        Assert.Equal(["Aoufous", "Erfoud"], kept!.Zones);
        Assert.Equal((hired.Fee, 1), (kept.Fee, kept.Shifts().Count));
        Assert.NotNull(kept.HeardAt);
    }

    [Fact]
    public async Task Nobody_answers_for_a_courier_without_the_secret()
    {
        using var client = app.Client();
        using var form = new FormUrlEncodedContent([new("sessionId", "x"), new("isActive", "1"), new("clientRequestId", Guid.NewGuid().ToString("N")), new("dtmfDigits", "1")]);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.PostAsync("/api/calls/africastalking/guessed-secret-guessed", form)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.PostAsync("/api/texts/nobody/guessed-secret-guessed", form)).StatusCode);
    }

    private async Task<CourierRow> HireAsync(string name, ContactWay way, string city)
    {
        var row = new CourierRow { OrganisationId = Road.Shop.Value, Id = Guid.CreateVersion7(), Name = name, Phone = $"+21267799{Interlocked.Increment(ref numbers):0000}", Way = way, Zones = [city] };
        Assert.Null(await app.Get<CourierDesk>().SaveAsync(Road.Owner, row, []));
        return row;
    }

    private async Task<string> TextAsync(CourierRow courier, string words)
    {
        string? found = null;
        await Eventually.TrueAsync(() => (found = app.Get<AfricasTalkingEmulator>().Texts.FirstOrDefault(text => text.To == courier.Phone && text.Words.Contains(words, StringComparison.Ordinal))?.Words) is not null, $"a text with \"{words}\" for {courier.Name}");
        return found!;
    }
}
