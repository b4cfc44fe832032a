using System.Net;
using System.Text;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Integrations.Http;

namespace Platform.Tests.Carriers;

/// <summary>What carriers themselves were seen to answer, and to be asked.</summary>
public sealed class CarrierSamplesTests
{
    [Fact]
    public void A_recorded_parcel_is_read()
    {
        var shipment = GlovoParcel.Read(Sample("glovo-laas-parcel-200"))!;
        Assert.Equal(("GVALEBCN000088821238", "PickupOrderCode123", ShipmentState.Requested, "CREATED"), (shipment.Reference, shipment.Ours, shipment.State, shipment.Raw));
        Assert.Equal((Money.Of(5.50m, Currency.EUR), new DateTimeOffset(2019, 8, 24, 14, 15, 22, TimeSpan.Zero)), (shipment.Fee, shipment.At));
    }

    [Fact]
    public async Task A_parcel_is_asked_for_in_the_shape_that_was_recorded()
    {
        using var wire = new Wire();
        using var http = new HttpClient(wire) { BaseAddress = new Uri("https://sendit.example/api/v1/") };
        var carrier = new SenditCarrier(http, new AccessTokens(TimeProvider.System), TimeProvider.System);
        Assert.True(PhoneNumber.TryParse("+212612345678", null, out var phone));
        await carrier.BookAsync(new(("public_key", "p"), ("secret_key", "s"), ("open", "yes")), new ShipmentAsked(
            "ORD-123", "1", "Customer Name", phone.Value, "Full address", "Rabat", "42", "Product list", Money.Of(349, Currency.MAD), Money.Of(349, Currency.MAD), "Notes"), quote: null, CancellationToken.None);

        var asked = JsonDocument.Parse(wire.Booked!).RootElement;
        foreach (var recorded in Sample("sendit-delivery-create-request").EnumerateObject())
            Assert.Equal((recorded.Name, recorded.Value.GetRawText()), (recorded.Name, asked.GetProperty(recorded.Name).GetRawText()));
    }

    /// <summary>Every state Glovo names; the ones of the road are read in the contract.</summary>
    [Theory]
    [InlineData("SCHEDULED", ShipmentState.Requested)]
    [InlineData("ACTIVATED", ShipmentState.Requested)]
    [InlineData("REJECTED", ShipmentState.Refused)]
    [InlineData("NOT_DELIVERED_NOT_RETURNED", ShipmentState.Refused)]
    [InlineData("RETURNED", ShipmentState.Returned)]
    [InlineData("CANCELLED", ShipmentState.Cancelled)]
    public void Glovos_words_are_known(string raw, ShipmentState state) => Assert.Equal(state, GlovoParcel.StateOf(raw));

    [Theory]
    [InlineData("WAREHOUSE", ShipmentState.PickedUp)]
    [InlineData("UNREACHABLE", ShipmentState.InTransit)]
    [InlineData("POSTPONED", ShipmentState.InTransit)]
    [InlineData("REJECTED", ShipmentState.Refused)]
    [InlineData("RETURNED", ShipmentState.Returned)]
    [InlineData("CANCELED", ShipmentState.Cancelled)]
    public void Sendits_words_are_known(string raw, ShipmentState state) => Assert.Equal(state, SenditParcel.StateOf(raw));

    [Theory]
    [InlineData("CITY_IS_BLOCKED", 503, ProviderFault.Retry, Trouble.ProviderDown)]
    [InlineData("CITY_IS_CLOSED", 400, ProviderFault.Final, Unserved.CityClosed)]
    [InlineData("DIFFERENT_WORKING_AREAS", 400, ProviderFault.Final, Unserved.Area)]
    [InlineData("INVALID_DELIVERY_ADDRESS_UNABLE_TO_GEOCODE", 422, ProviderFault.Final, Unserved.Address)]
    [InlineData("OUT_OF_WORKING_HOURS", 400, ProviderFault.Final, Unserved.Hours)]
    [InlineData("UNAUTHORIZED", 401, ProviderFault.Fix, Trouble.AccessExpired)]
    [InlineData("SOMETHING_NEW", 422, ProviderFault.Final, Trouble.Refused)]
    public void Glovos_refusals_say_whose_fault_it_is(string code, int status, ProviderFault fault, string word)
    {
        var blame = GlovoErrors.Of(new((HttpStatusCode)status, JsonSerializer.SerializeToElement(new { code })))!;
        Assert.Equal((fault, word), (blame.Trouble.Fault, blame.Trouble.Word));
    }

    private static JsonElement Sample(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Carriers", "Payloads", $"{name}.json"))).RootElement;

    /// <summary>Keeps what was asked for, and answers as if it were the first.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        public string? Booked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isBooking = request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/deliveries", StringComparison.Ordinal);
            if (isBooking) Booked = await request.Content!.ReadAsStringAsync(cancellationToken);
            var answer = (isBooking, request.Method == HttpMethod.Post) switch
            {
                (true, _) => """{"success":true,"data":{"code":"DH1","status":"PENDING"}}""",
                (_, true) => """{"success":true,"data":{"token":"t","name":"n"}}""",
                _ => """{"success":true,"data":[],"last_page":1}""",
            };
            return new(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
