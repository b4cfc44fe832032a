using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Glovo;

/// <summary>Glovo On-Demand: somebody on a motorbike within the hour, across one city. A price is asked for first, and the parcel is booked at it.</summary>
internal sealed class GlovoCarrier(HttpClient http, AccessTokens tokens) : ICarrier
{
    private const string Yes = "yes", StatusUpdate = "STATUS_UPDATE";

    public CarrierTraits Traits { get; } = new(
        GlovoRegistration.Provider, "Glovo", [Currency.MAD, Currency.XOF, Currency.EUR],
        [new("client_id"), new("client_secret", IsSecret: true), new("cash", Choices: ["no", Yes])], TimeSpan.FromMinutes(1))
    { CanListen = true };

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => tokens.GetAsync(http, Credentials(account), () => Login(account), GlovoErrors.Of, ct, TokenOf);

    /// <summary>The seller's address book there.</summary>
    public async Task<IReadOnlyList<CarrierPlace>> PickupsAsync(SellerAccount account, CancellationToken ct)
    {
        var answer = await CallAsync(account, HttpMethod.Get, "v2/laas/addresses", ct);
        return [.. answer.Json.Items("data").Select(one => (Id: one.Text("id"), Name: one.Text("address"))).Where(one => one.Id is not null).Select(one => new CarrierPlace(one.Id!, one.Name ?? one.Id!))];
    }

    public Task<IReadOnlyList<CarrierPlace>> ZonesAsync(SellerAccount account, CancellationToken ct) => Task.FromResult<IReadOnlyList<CarrierPlace>>([]);

    public async Task<CarrierQuote> QuoteAsync(SellerAccount account, ShipmentAsked asked, CancellationToken ct)
    {
        if (asked.Cash.Minor > 0 && account.Find("cash") is not Yes) throw Unserved.Because(Unserved.CashNotTaken);

        var answer = await ProviderCalls.HarmlessAsync(() => CallAsync(account, HttpMethod.Post, "v2/laas/quotes", ct, request => request.Json(new
        {
            pickupDetails = new { addressBook = new { id = asked.Pickup }, pickupTime = asked.ReadyAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) },
            deliveryAddress = new { rawAddress = $"{asked.Address}, {asked.City}", details = asked.Note },
        })));
        return GlovoParcel.ReadQuote(answer.Json) is { Id: not null } quote ? quote : throw new ProviderException("no_quoteId", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
    }

    /// <summary>One quote becomes one parcel. Our reference is the key under which Glovo remembers that it has.</summary>
    public async Task<Shipment> BookAsync(SellerAccount account, ShipmentAsked asked, string? quote, CancellationToken ct)
    {
        try
        {
            var answer = await CallAsync(account, HttpMethod.Post, $"v2/laas/quotes/{Uri.EscapeDataString(quote ?? "")}/parcels", ct, request => request.With("Idempotency-Key", asked.Reference).Json(new
            {
                contact = new { name = asked.Name, phone = asked.Phone.Value },
                packageDetails = new { contentType = "GENERIC_PARCEL", description = asked.Goods, parcelValue = asked.Value.Amount },
                pickupOrderCode = asked.Reference,
                price = asked.Cash.Minor > 0 ? new { paymentType = "CASH_ON_DELIVERY", parcel = new { value = asked.Cash.Amount, currencyCode = asked.Cash.Currency.ToString() } } : null,
            }));
            return GlovoParcel.Read(answer.Json) ?? throw ProviderCalls.Unreadable("trackingNumber");
        }
        catch (ProviderException e) when (e.Code is GlovoErrors.Conflict)
        {
            // The quote has become a parcel and Glovo will not say which: its next notification does.
            throw new ProviderException(e.Code, ProviderFault.Unknown, "booked before", e) { Reason = Trouble.NoAnswer };
        }
    }

    public async Task<Shipment> LookAsync(SellerAccount account, string reference, CancellationToken ct)
    {
        var answer = await CallAsync(account, HttpMethod.Get, Route(reference), ct);
        var shipment = GlovoParcel.Read(answer.Json) ?? throw new ProviderException("unreadable", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
        return GlovoParcel.HasCourier(shipment) ? shipment with { By = await CourierAsync(account, reference, ct) } : shipment;
    }

    public async Task<bool> CancelAsync(SellerAccount account, string reference, CancellationToken ct)
    {
        try
        {
            await ProviderCalls.HarmlessAsync(() => CallAsync(account, HttpMethod.Post, $"{Route(reference)}/cancel", ct));
            return true;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            // Too late, or it was cancelled already: only its state tells which.
            return (await LookAsync(account, reference, ct)).State is ShipmentState.Cancelled;
        }
    }

    /// <summary>One subscription for all parcels; an older one of ours may know another secret.</summary>
    public async Task ListenAsync(SellerAccount account, Uri door, CancellationToken ct)
    {
        var known = await CallAsync(account, HttpMethod.Get, "v2/laas/webhooks", ct);
        foreach (var old in known.Json.Items("webhooks").Where(one => one.Text("callbackUrl") == door.AbsoluteUri).Select(one => one.Text("webhookId")).OfType<string>())
            await CallAsync(account, HttpMethod.Delete, $"v2/laas/webhooks/{Uri.EscapeDataString(old)}", ct);

        await CallAsync(account, HttpMethod.Post, "v2/laas/webhooks", ct, request => request.Json(new
        {
            callbackUrl = door.AbsoluteUri, eventType = StatusUpdate, partnerSecret = Secret(account), retryConfig = new { maxRetryCount = 3 },
        }));
    }

    public bool IsAuthentic(CarrierNotice notice, SellerAccount account) =>
        notice.Header("Authorization") is [{ Length: > 0 } given] && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(Secret(account))));

    public string? Read(ReadOnlyMemory<byte> body)
    {
        var json = LenientJson.Parse(body);
        return json.Text("trackingNumber") ?? json.Member("parcel")?.Text("trackingNumber");
    }

    /// <summary>Nobody before they accept, and no reason to fail when Glovo will not say.</summary>
    private async Task<Carrying?> CourierAsync(SellerAccount account, string reference, CancellationToken ct)
    {
        try
        {
            var answer = await CallAsync(account, HttpMethod.Get, $"{Route(reference)}/courier-contact", ct);
            return answer.Json.Text("courierName") is { Length: > 0 } name ? new(name, answer.Json.Text("courierPhone")) : null;
        }
        catch (ProviderException)
        {
            return null;
        }
    }

    private Task<Calling.Answer> CallAsync(SellerAccount account, HttpMethod method, string route, CancellationToken ct, Func<HttpRequestMessage, HttpRequestMessage>? fill = null) => tokens.CallAsync(
        http, Credentials(account), () => Login(account),
        token => (fill ?? (request => request))(new HttpRequestMessage(method, route).Bearer(token)),
        GlovoErrors.Of, ct, TokenOf);

    private static HttpRequestMessage Login(SellerAccount account) => new HttpRequestMessage(HttpMethod.Post, "oauth/token")
        .Json(new { grantType = "client_credentials", clientId = account["client_id"], clientSecret = account["client_secret"] });

    private static LentToken TokenOf(System.Text.Json.JsonElement answer) => new(answer.Text("accessToken"), TimeSpan.FromSeconds(answer.Whole("expiresIn") ?? 0));

    private static string Credentials(SellerAccount account) => $"glovo {account["client_id"]} {account["client_secret"]}";

    /// <summary>What Glovo shows us when it knocks: nothing that has to be kept besides the account.</summary>
    internal static string Secret(SellerAccount account) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account["client_secret"]), "relais notifications"u8));

    private static string Route(string reference) => $"v2/laas/parcels/{Uri.EscapeDataString(reference)}";
}
