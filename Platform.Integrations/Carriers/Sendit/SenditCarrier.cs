using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Sendit;

/// <summary>Sendit: a parcel across Morocco in a day or two, with the cash taken at the door. It knows cities by its own districts.</summary>
internal sealed class SenditCarrier(HttpClient http, AccessTokens tokens, TimeProvider clock) : ICarrier
{
    private const int MostPages = 40, PagesSearched = 5;

    /// <summary>It does not say how long a token lives; one that is refused is asked for anew.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(45);

    public CarrierTraits Traits { get; } = new(
        SenditRegistration.Provider, "Sendit", [Currency.MAD],
        [new("public_key"), new("secret_key", IsSecret: true), new("open", Choices: ["yes", "no"])], TimeSpan.FromMinutes(15))
    { HasZones = true };

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => tokens.GetAsync(http, Credentials(account), () => Login(account), SenditErrors.Of, ct, TokenOf);

    /// <summary>It fetches wherever it delivers.</summary>
    public Task<IReadOnlyList<CarrierPlace>> PickupsAsync(SellerAccount account, CancellationToken ct) => ZonesAsync(account, ct);

    public async Task<IReadOnlyList<CarrierPlace>> ZonesAsync(SellerAccount account, CancellationToken ct)
    {
        var places = new List<CarrierPlace>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = (await AskAsync(account, HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"districts?page={page}"), ct)).Json;
            places.AddRange(answer.Items("data").Where(one => one.Text("id") is not null).Select(one => new CarrierPlace(one.Text("id")!, one.Text("name") ?? one.Text("ville") ?? "?", one.Text("ville"))));
            if (answer.Whole("last_page") is not { } last || page >= last) break;
        }

        return places;
    }

    /// <summary>The price is the district's and stands in the answer to the booking; what it would refuse is refused here.</summary>
    public Task<CarrierQuote> QuoteAsync(SellerAccount account, ShipmentAsked asked, CancellationToken ct)
    {
        if (asked.Zone is null) throw Unserved.Because(Unserved.CityUnmapped);
        SenditParcel.Dialled(asked.Phone);
        SenditParcel.Dirhams(asked.Cash);
        return Task.FromResult(new CarrierQuote(null, null, null));
    }

    /// <summary>Sendit would make two of two requests: what already carries our reference is looked for first.</summary>
    public async Task<Shipment> BookAsync(SellerAccount account, ShipmentAsked asked, string? quote, CancellationToken ct)
    {
        if (await FindAsync(account, asked.Reference, ct) is { } booked) return booked;

        var answer = await AskAsync(account, HttpMethod.Post, "deliveries", ct, request => request.Json(new
        {
            pickup_district_id = Number(asked.Pickup),
            district_id = Number(asked.Zone),
            name = asked.Name,
            phone = SenditParcel.Dialled(asked.Phone),
            address = asked.Address,
            amount = SenditParcel.Dirhams(asked.Cash),
            reference = asked.Reference,
            comment = asked.Note ?? "",
            products = asked.Goods,
            products_from_stock = 0,
            allow_open = account.Find("open") is "no" ? 0 : 1,
            allow_try = account.Find("open") is "no" ? 0 : 1,
            option_exchange = 0,
        }));
        return Shipment(answer.Json) ?? throw ProviderCalls.Unreadable("code");
    }

    /// <summary>Deleted in the seller's own pages there: that is a parcel nobody will fetch.</summary>
    public async Task<Shipment> LookAsync(SellerAccount account, string reference, CancellationToken ct)
    {
        try
        {
            var answer = await AskAsync(account, HttpMethod.Get, Route(reference), ct);
            return Shipment(answer.Json) ?? throw new ProviderException("unreadable", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
        }
        catch (ProviderException e) when (e.Code is SenditErrors.Missing)
        {
            return new(reference, null, ShipmentState.Cancelled, "DELETED", clock.GetUtcNow());
        }
    }

    public async Task<bool> CancelAsync(SellerAccount account, string reference, CancellationToken ct)
    {
        try
        {
            await ProviderCalls.HarmlessAsync(() => AskAsync(account, HttpMethod.Delete, Route(reference), ct));
            return true;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            return (await LookAsync(account, reference, ct)).State is ShipmentState.Cancelled;
        }
    }

    /// <summary>The seller enters the address in Sendit's own pages.</summary>
    public Task ListenAsync(SellerAccount account, Uri door, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Sendit signs nothing: only the address is a secret, and what is said there is asked back.</summary>
    public bool IsAuthentic(CarrierNotice notice, SellerAccount account) => true;

    public string? Read(ReadOnlyMemory<byte> body)
    {
        var json = LenientJson.Parse(body);
        return json.Text("code") ?? json.Member("data")?.Text("code") ?? json.Member("delivery")?.Text("code");
    }

    private async Task<Shipment?> FindAsync(SellerAccount account, string ours, CancellationToken ct)
    {
        for (var page = 1; page <= PagesSearched; page++)
        {
            var answer = (await AskAsync(account, HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"deliveries?page={page}&querystring={Uri.EscapeDataString(ours)}"), ct)).Json;
            if (answer.Items("data").Select(one => SenditParcel.Read(one, clock.GetUtcNow())).FirstOrDefault(one => one?.Ours == ours) is { } found) return found;
            if (answer.Whole("last_page") is not { } last || page >= last) break;
        }

        return null;
    }

    private async Task<Calling.Answer> AskAsync(SellerAccount account, HttpMethod method, string route, CancellationToken ct, Func<HttpRequestMessage, HttpRequestMessage>? fill = null)
    {
        var answer = await tokens.CallAsync(
            http, Credentials(account), () => Login(account), token => (fill ?? (request => request))(new HttpRequestMessage(method, route).Bearer(token)), SenditErrors.Of, ct, TokenOf);
        return SenditErrors.Says(answer) && SenditErrors.Of(answer) is { } no ? throw new ProviderException(no.Code, no.Trouble.Fault) { Reason = no.Trouble.Word } : answer;
    }

    private Shipment? Shipment(JsonElement answer) => SenditParcel.Read(answer.Member("data") ?? answer, clock.GetUtcNow());

    private static HttpRequestMessage Login(SellerAccount account) =>
        new HttpRequestMessage(HttpMethod.Post, "login").Json(new { public_key = account["public_key"], secret_key = account["secret_key"] });

    private static LentToken TokenOf(JsonElement answer) => SenditErrors.Says(new(System.Net.HttpStatusCode.OK, answer))
        ? throw new ProviderException("login", ProviderFault.Fix) { Reason = Trouble.AccessExpired }
        : new(answer.Member("data")?.Text("token"), TokenLife);

    private static string Credentials(SellerAccount account) => $"sendit {account["public_key"]} {account["secret_key"]}";

    private static long Number(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unserved.Because(Unserved.CityUnmapped);

    private static string Route(string reference) => $"deliveries/{Uri.EscapeDataString(reference)}";
}
