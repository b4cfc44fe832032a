using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Domain.Deliveries;
using Platform.Tests.Deliveries;
using Platform.Web.Deliveries;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Blaise brings Salma her shoes; the shop watches, and she looks at her own page.</summary>
public sealed class DeliveryJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_parcel_is_brought_by_the_page_a_courier_opens_on_a_cheap_phone()
    {
        var road = new Road(app, "Essaouira");
        var blaise = await road.HireAsync("Blaise Journey");
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/livraisons");

        var parcel = await road.OrderAsync();
        var number = await NumberAsync(parcel);
        var card = awa.Page.Locator(".delivery", new() { HasText = number });
        await Expect(card.Locator(".countdown")).ToBeVisibleAsync();
        await Expect(card).ToContainTextAsync("Blaise Journey");
        var left = await card.Locator(".countdown").TextContentAsync();
        await Expect(card.Locator(".countdown")).Not.ToHaveTextAsync(left!);
        await awa.AssertAccessibleAsync();

        var links = app.Get<DeliveryLinks>();
        await using var rider = await browser.OpenAsync(app.Address, Browser.Phone);
        await rider.Page.GotoAsync(links.CourseOf(Road.Shop, parcel.Delivery, blaise.Id));
        await rider.AssertAccessibleAsync();
        await PressAsync(rider, "Je prends");
        await Expect(card).ToContainTextAsync("Attribuée");
        await PressAsync(rider, "Colis récupéré");
        await PressAsync(rider, "Je pars");

        await using var salma = await browser.OpenAsync(app.Address, Browser.Phone);
        await salma.Page.GotoAsync(links.TrackingOf(Road.Shop, parcel.Delivery));
        await Expect(salma.Page.Locator(".now")).ToHaveTextAsync("Votre colis est en route.");
        var code = (await parcel.RowAsync()).Code;
        await Expect(salma.Page.Locator(".give b")).ToHaveTextAsync(code);
        await Expect(salma.Page.Locator("body")).Not.ToContainTextAsync("12 rue des Écoles");
        await salma.AssertAccessibleAsync();

        await rider.Page.FillAsync("#code", code == "1234" ? "4321" : "1234");
        await PressAsync(rider, "Livré");
        await Expect(rider.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce n'est pas le code");
        await rider.AssertAccessibleAsync();
        await rider.Page.FillAsync("#code", code);
        await PressAsync(rider, "Livré");
        await Expect(rider.Page.Locator(".notice.good")).ToContainTextAsync("est livrée");

        await Expect(card).ToContainTextAsync("Livrée");
        await salma.Page.ReloadAsync();
        await Expect(salma.Page.Locator(".now")).ToHaveTextAsync("Votre colis est livré.");
        await salma.AssertAccessibleAsync();
        awa.AssertNoErrors();
        rider.AssertNoErrors();
        salma.AssertNoErrors();
    }

    [Fact]
    public async Task A_photo_proves_it_where_there_is_no_code()
    {
        var road = new Road(app, "Ouarzazate");
        var blaise = await road.HireAsync("Karim Journey");
        var parcel = await road.OrderAsync();
        await parcel.IsAsync(DeliveryStage.Searching);
        await road.Streams.HandleAsync(parcel.Delivery, new AssignCourier(blaise.Id, new(Road.Owner.Id!.Value)), Road.Owner);
        await road.Streams.HandleAsync(parcel.Delivery, new SetOut(null), Road.Owner);

        await using var rider = await browser.OpenAsync(app.Address, Browser.Phone, "ar-MA", isDark: true);
        await rider.Page.GotoAsync(app.Get<DeliveryLinks>().CourseOf(Road.Shop, parcel.Delivery, blaise.Id));
        await rider.Page.Locator("summary").First.ClickAsync();
        await Assertions.Expect(rider.Page.Locator("canvas")).ToBeVisibleAsync();
        await rider.AssertAccessibleAsync();
        await rider.Page.SetInputFilesAsync("#photo", new FilePayload { Name = "porte.png", MimeType = "image/png", Buffer = AsHeavyAsAPhonesPicture() });
        await rider.Page.Locator("button[value=deliver]").ClickAsync();

        await parcel.IsAsync(DeliveryStage.Delivered);
        var row = await parcel.RowAsync();
        Assert.Equal(ProofKind.Photo, row.Proof);
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        var picture = await awa.Page.APIRequest.GetAsync($"/livraisons/{row.Id}/preuve");
        Assert.Equal(("image/png", 200), (picture.Headers["content-type"], picture.Status));
        rider.AssertNoErrors();
    }

    /// <summary>A dot with as many bytes behind it as no other form may bring.</summary>
    private static byte[] AsHeavyAsAPhonesPicture() =>
        [.. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), .. new byte[900 * 1024]];

    [Fact]
    public async Task The_link_tells_the_hour_of_the_shop_and_changed_by_one_letter_opens_nothing()
    {
        var road = new Road(app, "Zagora");
        var parcel = await road.OrderAsync();
        await parcel.IsAsync(DeliveryStage.Unclaimed);
        var path = new Uri(app.Get<DeliveryLinks>().TrackingOf(Road.Shop, parcel.Delivery)).AbsolutePath;
        var changed = path[..^1] + (path[^1] is 'A' ? 'B' : 'A');

        using var client = app.Client();
        var page = await client.GetStringAsync(path);
        var told = Regex.Match(page, "<time datetime=\"([^\"]+)\"[^>]*>([^<]+)</time>");
        var here = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca"));
        Assert.Equal(here.ToString("HH:mm", CultureInfo.InvariantCulture), told.Groups[2].Value);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(changed)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(path.Replace("/suivi/", "/course/", StringComparison.Ordinal))).StatusCode);
    }

    private static Task PressAsync(Browser.Person rider, string name) => rider.Page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();

    private static async Task<string> NumberAsync(Road.Parcel parcel)
    {
        await parcel.IsAsync(DeliveryStage.Searching);
        return (await parcel.RowAsync()).Number;
    }
}
