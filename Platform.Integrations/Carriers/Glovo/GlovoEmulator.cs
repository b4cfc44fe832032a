using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Carriers.Emulation;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Carriers.Glovo;

/// <summary>Glovo's side of the wire: tokens of twenty minutes, quotes that end, one parcel for each quote, and a secret that comes back with every notification.</summary>
public sealed class GlovoEmulator : IEmulatedCarrier, IDisposable
{
    public const string Path = "/emulators/glovo", PickupId = "5b0d4b1a-atlas-maarif";
    private const decimal Fee = 28.5m;
    private static readonly TimeSpan QuoteLife = TimeSpan.FromMinutes(10);
    private static readonly string[] Cancellable = ["CREATED", "SCHEDULED", "ACTIVATED", "ACCEPTED", "WAITING_FOR_PICKUP"];

    private readonly ConcurrentDictionary<string, string> secrets = new();
    private readonly ConcurrentDictionary<string, Quote> quotes = new();
    private readonly ConcurrentDictionary<string, (string Parcel, string Key)> used = new();
    private readonly ConcurrentDictionary<string, Webhook> webhooks = new();

    public GlovoEmulator(TimeProvider clock) => Depot = new(clock, Told);

    private sealed record Quote(string Id, string Merchant, string Address, DateTimeOffset Until, string? PickupTime);

    private sealed record Webhook(string Id, string Merchant, Uri To, string Secret);

    public EmulatedDepot Depot { get; }
    public IReadOnlyList<string> Road => ["CREATED", "ACCEPTED", "WAITING_FOR_PICKUP", "PICKED", "WAITING_FOR_DELIVERY", "DELIVERED"];

    /// <summary>Another key does not find what the first one booked.</summary>
    public bool ForgetsKeys { get; set; }

    public SellerAccount Register(string merchant)
    {
        secrets[merchant] = $"glovo-secret-{merchant}";
        return new(("client_id", merchant), ("client_secret", $"glovo-secret-{merchant}"), ("cash", "yes"));
    }

    /// <summary>As if the account had asked for it over the wire.</summary>
    public void Listen(string merchant, Uri door)
    {
        var hook = new Webhook(merchant, merchant, door, GlovoCarrier.Secret(Register(merchant)));
        webhooks[hook.Id] = hook;
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/oauth/token", GrantAsync);
        var laas = root.MapGroup("/v2/laas");
        laas.MapGet("/addresses", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (_, _) => Results.Json(new
        {
            pagination = new { total = 1, page = 0 }, data = new[] { new { id = PickupId, address = "14 rue Ibn Mounir, Maârif, Casablanca", isDefault = true } },
        }), ct));
        laas.MapPost("/quotes", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, Offer, ct));
        laas.MapPost("/quotes/{quote}/parcels", (string quote, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Confirm(request, quote, merchant, body), ct));
        laas.MapGet("/parcels/{id}", (string id, HttpRequest request, CancellationToken ct) => OfAsync(request, id, parcel => Results.Json(Wire(parcel)), ct));
        laas.MapGet("/parcels/{id}/status", (string id, HttpRequest request, CancellationToken ct) => OfAsync(request, id, parcel => Results.Json(new { state = parcel.Word, updateTime = parcel.At }), ct));
        laas.MapGet("/parcels/{id}/courier-contact", (string id, HttpRequest request, CancellationToken ct) => OfAsync(request, id, parcel => HasCourier(parcel) ? Results.Json(new { courierName = "Brahim", courierPhone = "+212655443322" }) : Results.Text("null", "application/json"), ct));
        laas.MapPost("/parcels/{id}/cancel", (string id, HttpRequest request, CancellationToken ct) => OfAsync(request, id, Cancel, ct));
        laas.MapPost("/webhooks", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, Subscribe, ct));
        laas.MapGet("/webhooks", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Results.Json(new { webhooks = webhooks.Values.Where(hook => hook.Merchant == merchant).Select(Wire) }), ct));
        laas.MapDelete("/webhooks/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (_, _) => webhooks.TryRemove(id, out _) ? Results.NoContent() : Error(404, "NOT_FOUND"), ct));
    }

    public void Dispose() => Depot.Dispose();

    private async Task<IResult> GrantAsync(HttpRequest request, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        return body.Text("grantType") is "client_credentials" && body.Text("clientId") is { } id && secrets.TryGetValue(id, out var secret) && secret == body.Text("clientSecret")
            ? Results.Json(new { accessToken = Depot.Lend(id), tokenType = "bearer", expiresIn = 1199, refreshToken = (string?)null, twoFactorToken = (string?)null, scope = (string?)null })
            : Error(401, "UNAUTHORIZED");
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<string, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (Depot.WhoseToken(request) is not { } merchant) return Error(401, "UNAUTHORIZED");
        return await Depot.Faults.AnswerAsync(code => Error(code, code is 503 ? "CITY_IS_BLOCKED" : "BAD_REQUEST"), () => Task.FromResult(answer(merchant, body)), ct);
    }

    private Task<IResult> OfAsync(HttpRequest request, string id, Func<EmulatedParcel, IResult> answer, CancellationToken ct) =>
        AnswerAsync(request, (merchant, _) => Depot.Find(id, merchant) is { } parcel ? answer(parcel) : Error(404, "NOT_FOUND"), ct);

    private IResult Offer(string merchant, JsonElement body)
    {
        if (body.Member("pickupDetails")?.Member("addressBook")?.Text("id") is not PickupId) return Error(400, "INVALID_PICKUP_ADDRESS");
        if (body.Member("deliveryAddress")?.Text("rawAddress") is not { Length: > 5 } address) return Error(400, "INVALID_DELIVERY_ADDRESS");
        if (Depot.IsClosed) return Error(400, "CITY_IS_CLOSED");
        if (address.Contains("Lune", StringComparison.Ordinal)) return Error(400, "INVALID_DELIVERY_ADDRESS_OUTSIDE_WORKING_AREAS");

        var pickupTime = body.Member("pickupDetails")?.Text("pickupTime");
        if (pickupTime is not null && !(DateTimeOffset.TryParse(pickupTime, CultureInfo.InvariantCulture, out var at) && at > Depot.Now)) return Error(400, "ERROR_PICKUP_TIME");

        var quote = new Quote(Guid.NewGuid().ToString("D"), merchant, address, Depot.Now + QuoteLife, pickupTime);
        quotes[quote.Id] = quote;
        return Results.Json(new { quoteId = quote.Id, quotePrice = Fee, currencyCode = "MAD", createdAt = Depot.Now, expiresAt = quote.Until, estimatedTimeOfDelivery = new { upperBound = "PT45M" } });
    }

    /// <summary>All quotes that were given are too old from now on.</summary>
    public void EndQuotes()
    {
        foreach (var (id, quote) in quotes) quotes[id] = quote with { Until = Depot.Now.AddSeconds(-1) };
    }

    private IResult Confirm(HttpRequest request, string id, string merchant, JsonElement body)
    {
        if (!quotes.TryGetValue(id, out var quote) || quote.Merchant != merchant) return Error(404, "NOT_FOUND");
        lock (quote)
        {
            var key = request.Headers["Idempotency-Key"].ToString();
            if (used.TryGetValue(id, out var before))
                return before.Key == key && !ForgetsKeys && Depot.Find(before.Parcel, merchant) is { } same ? Results.Json(Wire(same)) : Error(409, "CONFLICT");
            if (quote.Until <= Depot.Now) return Error(400, "QUOTE_EXPIRED");
            if (body.Member("contact")?.Text("phone") is not ['+', ..] || body.Text("pickupOrderCode") is not { Length: > 0 } ours) return Error(422, "UNPROCESSABLE_ENTITY");

            var parcel = Depot.Take(number => new(string.Create(CultureInfo.InvariantCulture, $"GVCASMAD{number:0000000000}"), number, merchant, "CREATED", Depot.Now)
            {
                Ours = ours,
                Name = body.Member("contact")?.Text("name") ?? "",
                Phone = body.Member("contact")?.Text("phone") ?? "",
                Address = quote.Address,
                FetchAt = quote.PickupTime,
                Cash = body.Member("price")?.Member("parcel")?.Amount("value") ?? 0,
                Fee = Fee,
            });
            used[id] = (parcel.Reference, key);
            return Results.Json(Wire(parcel));
        }
    }

    private IResult Cancel(EmulatedParcel parcel)
    {
        if (!Cancellable.Contains(parcel.Word)) return Error(409, "CONFLICT");
        _ = Depot.MoveAsync(parcel, "CANCELLED");
        return Results.Ok();
    }

    private IResult Subscribe(string merchant, JsonElement body)
    {
        if (!Uri.TryCreate(body.Text("callbackUrl"), UriKind.Absolute, out var to) || body.Text("eventType") is not "STATUS_UPDATE") return Error(400, "BAD_REQUEST");
        var hook = new Webhook(Guid.NewGuid().ToString("D"), merchant, to, body.Text("partnerSecret") ?? "");
        webhooks[hook.Id] = hook;
        return Results.Json(new { webhook = Wire(hook) });
    }

    private EmulatedNotice? Told(EmulatedParcel parcel) => webhooks.Values.FirstOrDefault(hook => hook.Merchant == parcel.Merchant) is { } hook
        ? EmulatedNotice.Json(
            hook.To, new { eventType = "STATUS_UPDATE", webhookId = hook.Id, trackingNumber = parcel.Reference, status = parcel.Word, date = parcel.At }, (_, _) => [("Authorization", hook.Secret)])
        : null;

    private static object Wire(Webhook hook) => new { webhookId = hook.Id, callbackUrl = hook.To.AbsoluteUri, eventSubscribed = "STATUS_UPDATE", retryConfig = new { maxRetryCount = 3 } };

    private static object Wire(EmulatedParcel parcel) => new
    {
        trackingNumber = parcel.Reference,
        orderCode = $"G{parcel.Number}",
        partnerId = 14576873,
        cityCode = "CAS",
        cancellable = Cancellable.Contains(parcel.Word),
        status = new
        {
            createdAt = parcel.Story[0].At, lastUpdateAt = parcel.At, state = parcel.Word, stateChangeHistory = parcel.Story.Select(step => new { date = step.At, reason = (string?)null, value = step.Word }),
        },
        address = new { rawAddress = parcel.Address },
        contact = new { name = parcel.Name, phone = parcel.Phone },
        pickupDetails = new { pickupOrderCode = parcel.Ours, pickupTime = parcel.FetchAt },
        packageDetails = new { contentType = "GENERIC_PARCEL" },
        price = new { delivery = new { value = parcel.Fee, currencyCode = parcel.Currency }, parcel = new { value = parcel.Cash, currencyCode = parcel.Currency } },
    };

    private static bool HasCourier(EmulatedParcel parcel) => parcel.Word is not ("CREATED" or "SCHEDULED" or "ACTIVATED");

    private static IResult Error(int status, string code) =>
        Results.Json(new { code, description = code, errors = Array.Empty<string>() }, statusCode: status is >= 400 and < 600 ? status : 400);
}
