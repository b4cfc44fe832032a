using System.Net;
using Platform.Domain.Deliveries;
using Platform.Integrations.Sms.Emulator;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;

namespace Platform.Tests.Deliveries;

/// <summary>The same texts and calls where the installation's line is Twilio.</summary>
public sealed class TwilioCouriersTests : IAsyncLifetime
{
    private readonly App app = new() { Settings = [("TEXT_PROVIDER", "twilio")] };

    private TwilioLineEmulator Twilio => app.Get<TwilioLineEmulator>();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_code_by_text_and_a_key_on_the_phone_take_their_courses()
    {
        var (omar, nadia) = (await HireAsync("Omar", "+212677880001", ContactWay.Sms, "Assa"), await HireAsync("Nadia", "+212677880002", ContactWay.Call, "Akka"));
        var (texted, called) = (await new Road(app, "Assa").OrderAsync(), await new Road(app, "Akka").OrderAsync());

        await Eventually.TrueAsync(() => Twilio.Texts.Any(text => text.To == omar.Phone && text.Words.Contains("Course CMD-", StringComparison.Ordinal)), "the offer by text");
        await Twilio.WriteAsync(omar.Phone, OfferCode.Of(new((await app.Get<OfferQueries>().ToAsync(Road.Shop, omar.Key, 1))[0].Id)));
        await texted.IsAsync(DeliveryStage.Assigned);

        await Eventually.TrueAsync(() => Twilio.Calls.Any(call => call.To == nadia.Phone), "the phone ringing");
        var ringing = Twilio.Calls.First(call => call.To == nadia.Phone);
        Assert.Contains("Tapez 1", WebUtility.HtmlDecode(await Twilio.PickUpAsync(ringing)), StringComparison.Ordinal);
        Assert.Contains("C'est pour vous", WebUtility.HtmlDecode(await Twilio.PressAsync(ringing, "1")), StringComparison.Ordinal);
        await called.IsAsync(DeliveryStage.Assigned);
        await Twilio.HangUpAsync(ringing);
    }

    private async Task<CourierRow> HireAsync(string name, string phone, ContactWay way, string city)
    {
        var row = new CourierRow { OrganisationId = Road.Shop.Value, Id = Guid.CreateVersion7(), Name = name, Phone = phone, Way = way, Zones = [city] };
        Assert.Null(await app.Get<CourierDesk>().SaveAsync(Road.Owner, row, []));
        return row;
    }
}
